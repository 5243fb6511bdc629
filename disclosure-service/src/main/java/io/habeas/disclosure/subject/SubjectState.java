package io.habeas.disclosure.subject;

import java.util.Locale;

/** The state of a subject, as far as it decides about releases. */
public enum SubjectState {
  ACTIVE,
  RESTRICTED,
  QUARANTINED,
  ERASED;

  /** As events and database name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name; restricted where we do not know the word, for that errs to safety. */
  static SubjectState of(String label) {
    for (SubjectState state : values()) {
      if (state.label().equals(label)) {
        return state;
      }
    }
    return RESTRICTED;
  }
}
