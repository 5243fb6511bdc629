package io.habeas.subject.person;

import java.util.Set;

/**
 * A number or name by which a person or a device is known.
 *
 * @param kind one of {@link #KINDS}
 * @param value as it was given
 */
public record Identifier(String kind, String value) {

  /** What kinds there are. */
  public static final Set<String> KINDS =
      Set.of("government-id", "tax-id", "customer-number", "cookie-id", "device-id", "ip-address");

  @Override
  public String toString() {
    return "Identifier[" + kind + " ***]";
  }
}
