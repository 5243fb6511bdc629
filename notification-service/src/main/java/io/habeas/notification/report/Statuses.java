package io.habeas.notification.report;

import io.habeas.notification.report.Report.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status codes as they stand in texts: enhanced (RFC 3463) and of replies (RFC 5321). */
final class Statuses {
  private static final Pattern ENHANCED =
      Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]*\\d)");
  private static final Pattern REPLY = Pattern.compile("(?<![\\d.:-])([45]\\d\\d)(?=[ -][^\\d]|$)");

  private Statuses() {}

  static Optional<String> enhanced(String text) {
    Matcher found = ENHANCED.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** The class of a reply's code, as a status of that class that says no more. */
  static Optional<String> reply(String text) {
    Matcher found = REPLY.matcher(text);
    return found.find() ? Optional.of(found.group().charAt(0) + ".0.0") : Optional.empty();
  }

  static Kind kind(String status) {
    return switch (status.charAt(0)) {
      case '2' -> Kind.DELIVERED;
      case '4' -> Kind.DELAYED;
      default -> Kind.FAILED;
    };
  }

  static String unknown(Kind kind) {
    return switch (kind) {
      case DELIVERED -> "2.0.0";
      case DELAYED -> "4.0.0";
      default -> "5.0.0";
    };
  }
}
