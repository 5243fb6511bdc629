package io.habeas.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.consent.preference.Choice;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.LegalBasis;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.subject.SubjectState;
import io.habeas.consent.subject.SubjectState.State;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of the rules, each law of it stated over all facts. */
class DecisionRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

  @Property
  void nobodyIsContactedAfterErasure(
      @ForAll LegalBasis basis,
      @ForAll boolean mandatory,
      @ForAll Channel channel,
      @ForAll Choice choice,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Verdict verdict =
        DecisionRules.decide(
            facts(State.ERASED, "DE", false, choice),
            purpose(basis, mandatory),
            channel,
            Instant.ofEpochSecond(second));

    assertThat(verdict).isEqualTo(new Verdict.Denied(Rule.ERASED));
  }

  @Property
  void aMandatoryPurposeIsSilencedByNothingButErasure(
      @ForAll State state,
      @ForAll boolean doNotContact,
      @ForAll LegalBasis basis,
      @ForAll Channel channel,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Verdict verdict =
        DecisionRules.decide(
            facts(state, "DE", doNotContact, Choice.DENIED),
            purpose(basis, true),
            channel,
            Instant.ofEpochSecond(second));

    assertThat(verdict)
        .isEqualTo(
            state == State.ERASED
                ? new Verdict.Denied(Rule.ERASED)
                : new Verdict.Allowed(Rule.MANDATORY));
  }

  @Property
  void nothingOptionalPassesARestriction(
      @ForAll LegalBasis basis, @ForAll Channel channel, @ForAll Choice choice) {
    for (State state : EnumSet.of(State.RESTRICTED, State.QUARANTINED)) {
      assertThat(decide(facts(state, "US", false, choice), basis, channel, NOON))
          .isEqualTo(new Verdict.Denied(Rule.RESTRICTED));
    }
  }

  @Property
  void doNotContactStopsEveryContactButIsNotAboutSharing(
      @ForAll LegalBasis basis, @ForAll Channel channel) {
    Verdict verdict = decide(facts(State.ACTIVE, "US", true, Choice.GRANTED), basis, channel, NOON);

    if (channel == Channel.SHARING) {
      assertThat(verdict).isInstanceOf(Verdict.Allowed.class);
    } else {
      assertThat(verdict).isEqualTo(new Verdict.Denied(Rule.DO_NOT_CONTACT));
    }
  }

  @Property
  void aDenialIsAlwaysHeldToWhereThereIsAChoice(@ForAll Channel channel) {
    Facts denied = facts(State.ACTIVE, "US", false, Choice.DENIED);

    assertThat(decide(denied, LegalBasis.CONSENT, channel, NOON))
        .isEqualTo(new Verdict.Denied(Rule.PREFERENCE));
    assertThat(decide(denied, LegalBasis.LEGITIMATE_INTEREST, channel, NOON))
        .isEqualTo(new Verdict.Denied(Rule.OBJECTION));
  }

  @Test
  void consentIsOffUntilItIsGiven() {
    assertThat(
            decide(facts(State.ACTIVE, "US", false, null), LegalBasis.CONSENT, Channel.EMAIL, NOON))
        .isEqualTo(new Verdict.Denied(Rule.CONSENT_MISSING));
  }

  @Test
  void anAutomatedCallNeedsConsentEverywhere() {
    for (String residency : new String[] {"US", "DE", "BR"}) {
      Facts silent = facts(State.ACTIVE, residency, false, null);
      assertThat(decide(silent, LegalBasis.LEGITIMATE_INTEREST, Channel.AUTOMATED_CALL, NOON))
          .isEqualTo(new Verdict.Denied(Rule.LEGAL_BASIS));
    }
  }

  @Test
  void aTextMessageMayRestOnInterestInSomePlacesOnly() {
    assertThat(sms("US")).isEqualTo(new Verdict.Allowed(Rule.LEGITIMATE_INTEREST));
    assertThat(sms("DE")).isEqualTo(new Verdict.Denied(Rule.LEGAL_BASIS));
    assertThat(sms(null)).isEqualTo(new Verdict.Denied(Rule.LEGAL_BASIS));
  }

  @Test
  void nightIsWhereThePersonLives() {
    Facts inTokyo =
        new Facts(new SubjectState(State.ACTIVE, "JP", "Asia/Tokyo", false), null, null);

    assertThat(decide(inTokyo, LegalBasis.CONTRACT, Channel.SMS, MIDNIGHT))
        .isEqualTo(new Verdict.Allowed(Rule.NO_CHOICE));
    assertThat(decide(inTokyo, LegalBasis.CONTRACT, Channel.SMS, NOON))
        .isEqualTo(new Verdict.Denied(Rule.QUIET_HOURS));
    assertThat(decide(inTokyo, LegalBasis.CONTRACT, Channel.EMAIL, NOON))
        .isEqualTo(new Verdict.Allowed(Rule.NO_CHOICE));
  }

  @Test
  void anUnknownTimeZoneIsUtcAndNoFailure() {
    assertThat(QuietHours.include(NOON, "Atlantis/Central")).isFalse();
    assertThat(QuietHours.include(MIDNIGHT, null)).isTrue();
  }

  private static Verdict sms(@Nullable String residency) {
    Facts silent = facts(State.ACTIVE, residency, false, null);
    return decide(silent, LegalBasis.LEGITIMATE_INTEREST, Channel.SMS, NOON);
  }

  private static Verdict decide(Facts facts, LegalBasis basis, Channel channel, Instant now) {
    return DecisionRules.decide(facts, purpose(basis, false), channel, now);
  }

  private static Facts facts(
      State state, @Nullable String residency, boolean doNotContact, @Nullable Choice choice) {
    return new Facts(
        new SubjectState(state, residency, null, doNotContact),
        choice,
        choice == null ? null : new UUID(1, 1));
  }

  private static Purpose purpose(LegalBasis basis, boolean mandatory) {
    return new Purpose(
        "test", basis, mandatory, EnumSet.allOf(Channel.class), false, Map.of(), Map.of());
  }
}
