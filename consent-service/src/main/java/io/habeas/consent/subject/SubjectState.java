package io.habeas.consent.subject;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subject as decisions see it.
 *
 * @param state what has been decided about its data
 * @param residency ISO 3166-1 alpha-2, if known
 * @param timeZone IANA name, if known
 * @param doNotContact whether it asked not to be contacted at all
 */
public record SubjectState(
    State state, @Nullable String residency, @Nullable String timeZone, boolean doNotContact) {

  /** One whose event has not come yet: the strictest region, nothing else known. */
  public static final SubjectState UNKNOWN = new SubjectState(State.ACTIVE, null, null, false);

  /** The states of a subject. */
  public enum State {
    ACTIVE,
    RESTRICTED,
    QUARANTINED,
    ERASED;

    /** As events and database name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of this name; restricted where we do not know the word, for that errs to safety.
     */
    public static State of(String label) {
      for (State state : values()) {
        if (state.label().equals(label)) {
          return state;
        }
      }
      return RESTRICTED;
    }
  }
}
