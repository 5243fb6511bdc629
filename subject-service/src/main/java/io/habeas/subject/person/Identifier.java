package io.habeas.subject.person;

import java.util.Set;

/**
 * A number or name by which a person or a device is known.
 *
 * @param kind one of {@link #KINDS}
 * @param value as it was given
 */
public record Identifier(String kind, String value) {

  /** Of fewer characters than this, two would say too much. */
  private static final int SHORT = 8;

  /** What kinds there are. */
  public static final Set<String> KINDS =
      Set.of("government-id", "tax-id", "customer-number", "cookie-id", "device-id", "ip-address");

  /** The last two characters where that leaves most of it out of sight, else none. */
  public String masked() {
    int letters = value.codePointCount(0, value.length());
    return letters < SHORT
        ? "***"
        : "***" + value.substring(value.offsetByCodePoints(value.length(), -2));
  }

  @Override
  public String toString() {
    return "Identifier[" + kind + " ***]";
  }
}
