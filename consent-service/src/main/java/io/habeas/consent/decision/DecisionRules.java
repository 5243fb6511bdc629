package io.habeas.consent.decision;

import io.habeas.consent.preference.Choice;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.LegalBasis;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.subject.SubjectState;
import java.time.Instant;

/**
 * The decision as a pure function. The order is a promise: erased, mandatory, restricted,
 * do-not-contact, objection, legal basis, preference, quiet hours.
 */
final class DecisionRules {

  /** Grows whenever the same facts could be decided otherwise; part of every evidence. */
  static final int VERSION = 1;

  private DecisionRules() {}

  static Verdict decide(Facts facts, Purpose purpose, Channel channel, Instant now) {
    SubjectState subject = facts.subject();
    if (subject.state() == SubjectState.State.ERASED) {
      return new Verdict.Denied(Rule.ERASED);
    }
    if (purpose.mandatory()) {
      return new Verdict.Allowed(Rule.MANDATORY);
    }
    if (subject.state() != SubjectState.State.ACTIVE) {
      return new Verdict.Denied(Rule.RESTRICTED);
    }
    if (subject.doNotContact() && channel != Channel.SHARING) {
      return new Verdict.Denied(Rule.DO_NOT_CONTACT);
    }
    Verdict byBasis = byBasis(facts, purpose, channel);
    boolean tooLate =
        byBasis instanceof Verdict.Allowed
            && channel.isAudible()
            && QuietHours.include(now, subject.timeZone());
    return tooLate ? new Verdict.Denied(Rule.QUIET_HOURS) : byBasis;
  }

  private static Verdict byBasis(Facts facts, Purpose purpose, Channel channel) {
    return switch (purpose.legalBasis()) {
      case CONTRACT, LEGAL_OBLIGATION -> new Verdict.Allowed(Rule.NO_CHOICE);
      case LEGITIMATE_INTEREST -> byInterest(facts, channel);
      case CONSENT -> byConsent(facts);
    };
  }

  private static Verdict byInterest(Facts facts, Channel channel) {
    if (facts.choice() == Choice.DENIED) {
      return new Verdict.Denied(Rule.OBJECTION);
    }
    Region region = Region.of(facts.subject().residency());
    boolean needsConsent = MinimumBasis.of(region, channel) == LegalBasis.CONSENT;
    if (needsConsent && facts.choice() != Choice.GRANTED) {
      return new Verdict.Denied(Rule.LEGAL_BASIS);
    }
    return new Verdict.Allowed(needsConsent ? Rule.CONSENT : Rule.LEGITIMATE_INTEREST);
  }

  private static Verdict byConsent(Facts facts) {
    if (facts.choice() == null) {
      return new Verdict.Denied(Rule.CONSENT_MISSING);
    }
    return facts.choice() == Choice.GRANTED
        ? new Verdict.Allowed(Rule.CONSENT)
        : new Verdict.Denied(Rule.PREFERENCE);
  }
}
