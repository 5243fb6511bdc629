package io.habeas.notification.sms;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a centre tells of a short message later. By parameters where it has them (SMPP 3.4,
 * 5.3.2.12, 5.3.2.35), else by its text, whose common form (appendix B) centres bend: names in any
 * case, blanks around them, fields missing or in another order.
 *
 * @param reference the short message's id, without leading noughts: centres pad it as they like
 */
record Receipt(String reference, State state, String code) {
  private static final Pattern ID = Pattern.compile("(?i)\\bid\\s*:\\s*([0-9a-z-]{1,64})");
  private static final Pattern STAT = Pattern.compile("(?i)\\bstat\\s*:\\s*([a-z]{4,10})");

  /** Message states of SMPP 3.4, 5.2.28. */
  private static final String[] STATES = {
    "", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"
  };

  /** What it means for us. */
  enum State {
    /** On the way still. */
    WAITING,
    /** On the phone. */
    DELIVERED,
    /** It will not get there. */
    FAILED;

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Optional<Receipt> of(@Nullable String id, @Nullable Byte state, String text) {
    String reference = id != null && !id.isBlank() ? id.strip() : found(ID, text);
    String code =
        state != null && state > 0 && state < STATES.length ? STATES[state] : found(STAT, text);
    if (reference == null || code == null) {
      return Optional.empty();
    }
    String upper = code.toUpperCase(Locale.ROOT);
    return Optional.of(new Receipt(plain(reference), state(upper), upper));
  }

  /** An id as both an answer and a receipt may write it. */
  static String plain(String reference) {
    String stripped = reference.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
    return stripped.length() > 64 ? stripped.substring(0, 64) : stripped;
  }

  private static State state(String code) {
    if (code.startsWith("DELIV")) {
      return State.DELIVERED;
    }
    return switch (code) {
      case "ENROUTE", "ACCEPTD", "ACCEPTED", "UNKNOWN", "BUFFERED" -> State.WAITING;
      default -> State.FAILED;
    };
  }

  private static @Nullable String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
