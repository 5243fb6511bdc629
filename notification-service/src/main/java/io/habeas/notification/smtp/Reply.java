package io.habeas.notification.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a relay answered to a command.
 *
 * @param code of three digits (RFC 5321, 4.2)
 * @param enhanced its enhanced status code (RFC 3463), if it gave one
 * @param text its words, of all lines; they may name the recipient
 */
public record Reply(int code, @Nullable String enhanced, String text) {
  /** The relay ends the session with this one. */
  static final int CLOSING = 421;

  private static final Pattern ENHANCED =
      Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s.*)?", Pattern.DOTALL);

  static Reply of(int code, String text) {
    if (text.length() < 2 || text.charAt(1) != '.') {
      return new Reply(code, null, text);
    }
    Matcher enhanced = ENHANCED.matcher(text);
    return new Reply(code, enhanced.matches() ? enhanced.group(1) : null, text);
  }

  /** Yes, or: go on. */
  boolean isPositive() {
    return code < 400;
  }

  /** Done what was asked. */
  boolean isDone() {
    return code < 300;
  }

  boolean isTransient() {
    return code >= 400 && code < 500;
  }

  /** Code and enhanced code: what may be kept and logged. */
  @Override
  public String toString() {
    return enhanced == null ? Integer.toString(code) : code + " " + enhanced;
  }
}
