package io.habeas.disclosure.release;

import io.habeas.disclosure.agreement.Agreement;
import io.habeas.disclosure.agreement.TransferMechanism;
import java.util.Optional;
import java.util.Set;

/**
 * What allows data to go to a country: it lies in the EEA, the Commission has found its protection
 * adequate (GDPR Art. 45), or the agreement brings a mechanism of its own.
 */
final class TransferBasis {

  private static final Set<String> EEA =
      Set.of(
          "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
          "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO");

  /**
   * Adequacy decisions that cover a whole country; the United States' covers certified firms only.
   */
  private static final Set<String> ADEQUATE =
      Set.of("AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY");

  private TransferBasis() {}

  static Optional<String> of(String country, Agreement agreement) {
    if (EEA.contains(country)) {
      return Optional.of("within-eea");
    }
    if (ADEQUATE.contains(country)) {
      return Optional.of("adequacy");
    }
    return agreement.transferMechanism() == TransferMechanism.NONE
        ? Optional.empty()
        : Optional.of(agreement.transferMechanism().label());
  }
}
