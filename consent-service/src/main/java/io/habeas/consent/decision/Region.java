package io.habeas.consent.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a person lives, as far as the rules of contact differ. */
enum Region {
  /** The EEA, the United Kingdom and Switzerland. */
  EUROPE,
  /** Everywhere else that asks for no more than an opt-out to an existing customer. */
  ELSEWHERE,
  /** Not known: held to the strictest. */
  UNKNOWN;

  private static final Set<String> EUROPEAN =
      Set.of(
          "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
          "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
          "GB", "CH");

  static Region of(@Nullable String residency) {
    if (residency == null) {
      return UNKNOWN;
    }
    return EUROPEAN.contains(residency) ? EUROPE : ELSEWHERE;
  }
}
