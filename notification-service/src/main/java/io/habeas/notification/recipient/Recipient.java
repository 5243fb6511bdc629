package io.habeas.notification.recipient;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of somebody whom we want to tell something, for as long as the telling takes. */
public sealed interface Recipient {

  /**
   * We may, and this is how.
   *
   * @param contactPointId where that is: no personal data, and kept with what was sent there
   * @param timeZone of the IANA database, where that is known
   * @param unsubscribe the token of the unsubscribe link, of a mail that people can switch off
   */
  record Reachable(
      String address,
      @Nullable String name,
      List<String> languages,
      @Nullable UUID contactPointId,
      @Nullable String timeZone,
      @Nullable String unsubscribe)
      implements Recipient {
    /** A record's own text would tell the address to any log. */
    @Override
    public String toString() {
      return "Reachable[***]";
    }
  }

  /** We may, and know no address. */
  record Unreachable() implements Recipient {}

  /** We may not; the rule says why. */
  record Denied(String rule) implements Recipient {
    /** The rule by which nobody is there any more. */
    public static final String ERASED = "erased";

    /** It is night where they live. */
    public static final String QUIET_HOURS = "quiet-hours";

    /** Stands for a rule where no decision could be had. */
    public static final String UNDECIDED = "undecided";

    /** Stands for the rule of a decision that names none. */
    static final String UNNAMED = "denied";

    private static final Set<String> PASSING = Set.of(QUIET_HOURS, UNDECIDED, UNNAMED);

    /** Whether nobody is there any more. */
    public boolean isErased() {
      return rule.equals(ERASED);
    }

    /** Whether waiting may change it. What does not pass is denied for good. */
    public boolean passes() {
      return PASSING.contains(rule);
    }
  }
}
