package io.habeas.notification.smtp;

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

  static Reply of(int code, String text) {
    int subject = text.length() > 1 && "245".indexOf(text.charAt(0)) >= 0 ? number(text, 1) : 0;
    int end = subject > 0 ? number(text, subject) : 0;
    boolean isWord = end > 0 && (end == text.length() || text.charAt(end) <= ' ');
    return new Reply(code, isWord ? text.substring(0, end) : null, text);
  }

  /** Where a dot and one to three digits end that begin there; 0, if none do. */
  private static int number(String text, int from) {
    if (from >= text.length() || text.charAt(from) != '.') {
      return 0;
    }
    int end = from + 1;
    while (end < text.length() && end <= from + 3 && isDigit(text.charAt(end))) {
      end++;
    }
    return end == from + 1 || (end < text.length() && isDigit(text.charAt(end))) ? 0 : end;
  }

  private static boolean isDigit(char one) {
    return one >= '0' && one <= '9';
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
