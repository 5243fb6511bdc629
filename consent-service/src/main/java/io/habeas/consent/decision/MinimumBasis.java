package io.habeas.consent.decision;

import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.LegalBasis;

/**
 * The least that an optional contact must rest on, by region and channel. An automated call needs
 * consent everywhere (ePrivacy Art. 13(1); 47 CFR 64.1200); in Europe so do text messages and
 * calls, while e-mail to an existing customer may rest on legitimate interest (ePrivacy Art.
 * 13(2)).
 */
final class MinimumBasis {

  private MinimumBasis() {}

  static LegalBasis of(Region region, Channel channel) {
    return switch (channel) {
      case AUTOMATED_CALL -> LegalBasis.CONSENT;
      case SMS, PHONE ->
          region == Region.ELSEWHERE ? LegalBasis.LEGITIMATE_INTEREST : LegalBasis.CONSENT;
      case EMAIL, SHARING -> LegalBasis.LEGITIMATE_INTEREST;
    };
  }
}
