package io.habeas.disclosure.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.disclosure.agreement.Agreement;
import io.habeas.disclosure.agreement.TransferMechanism;
import io.habeas.disclosure.processor.Category;
import io.habeas.disclosure.processor.Processor;
import io.habeas.disclosure.subject.SubjectState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gates, each in its place. */
class PassageTest {

  private static final UUID ID = new UUID(1, 1);
  private static final Consent YES = new Consent(true, "consent v1");
  private static final Consent NO = new Consent(false, "preference v2");

  @Property
  void nothingPassesButLiveAgreedActiveAndConsented(
      @ForAll Processor.State partner,
      @ForAll boolean hasAgreement,
      @ForAll boolean inScope,
      @ForAll SubjectState subject,
      @ForAll boolean consented,
      @ForAll TransferMechanism mechanism) {
    Passage passage =
        Passage.through(
            asked(partner, hasAgreement, inScope, subject, "US", mechanism),
            Optional.of(consented ? YES : NO));

    boolean mayPass =
        partner == Processor.State.LIVE
            && hasAgreement
            && inScope
            && subject == SubjectState.ACTIVE
            && consented
            && mechanism != TransferMechanism.NONE;
    assertThat(passage instanceof Passage.Passed).isEqualTo(mayPass);
  }

  @Property
  void theFirstGateThatIsClosedIsNamed(
      @ForAll Processor.State partner,
      @ForAll boolean hasAgreement,
      @ForAll boolean inScope,
      @ForAll SubjectState subject) {
    Passage passage =
        Passage.through(
            asked(partner, hasAgreement, inScope, subject, "US", TransferMechanism.NONE),
            Optional.of(NO));

    Gate first =
        partner != Processor.State.LIVE
            ? Gate.PARTNER
            : !hasAgreement
                ? Gate.AGREEMENT
                : !inScope
                    ? Gate.SCOPE
                    : subject != SubjectState.ACTIVE ? Gate.SUBJECT : Gate.CONSENT;
    assertThat(passage)
        .isInstanceOfSatisfying(
            Passage.Stopped.class, stopped -> assertThat(stopped.gate()).isEqualTo(first));
  }

  @Test
  void consentIsAskedForOnlyWhenTheGatesBeforeItAreOpen() {
    assertThat(
            Passage.through(
                asked(
                    Processor.State.LIVE,
                    true,
                    true,
                    SubjectState.ACTIVE,
                    "DE",
                    TransferMechanism.NONE),
                Optional.empty()))
        .isInstanceOf(Passage.AskConsent.class);
    assertThat(
            Passage.through(
                asked(
                    Processor.State.ENDED,
                    true,
                    true,
                    SubjectState.ACTIVE,
                    "DE",
                    TransferMechanism.NONE),
                Optional.empty()))
        .isInstanceOf(Passage.Stopped.class);
  }

  @Test
  void aTransferNamesWhatCoversIt() {
    assertThat(basis("DE", TransferMechanism.NONE)).contains("within-eea");
    assertThat(basis("JP", TransferMechanism.NONE)).contains("adequacy");
    assertThat(basis("US", TransferMechanism.SCC)).contains("scc");
    assertThat(basis("US", TransferMechanism.NONE)).isEmpty();
  }

  @Test
  void anUnknownSubjectIsNotShared() {
    Asked asked =
        new Asked(
            ID,
            ID,
            "crm",
            Set.of("email"),
            Optional.of(processor(Processor.State.LIVE, "DE")),
            Optional.of(agreement(TransferMechanism.NONE)),
            Optional.empty());

    assertThat(Passage.through(asked, Optional.of(YES)))
        .isEqualTo(new Passage.Stopped(Gate.SUBJECT, "unknown"));
  }

  @Test
  void anAgreementIsInForceFromItsFirstDayToItsLast() {
    Agreement agreement = agreement(TransferMechanism.NONE);

    assertThat(agreement.isInForce(Instant.parse("2026-01-01T00:00:00Z"))).isTrue();
    assertThat(agreement.isInForce(Instant.parse("2026-12-31T23:59:59Z"))).isTrue();
    assertThat(agreement.isInForce(Instant.parse("2025-12-31T23:59:59Z"))).isFalse();
    assertThat(agreement.isInForce(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
  }

  private static Optional<String> basis(String country, TransferMechanism mechanism) {
    return TransferBasis.of(country, agreement(mechanism));
  }

  private static Asked asked(
      Processor.State partner,
      boolean hasAgreement,
      boolean inScope,
      @Nullable SubjectState subject,
      String country,
      TransferMechanism mechanism) {
    return new Asked(
        ID,
        ID,
        inScope ? "crm" : "advertising",
        Set.of("email"),
        Optional.of(processor(partner, country)),
        hasAgreement ? Optional.of(agreement(mechanism)) : Optional.empty(),
        Optional.ofNullable(subject));
  }

  private static Processor processor(Processor.State state, String country) {
    return new Processor(
        ID,
        "Acme CRM",
        Category.CRM,
        country,
        "https://crm.example/privacy",
        state,
        1,
        Instant.EPOCH);
  }

  private static Agreement agreement(TransferMechanism mechanism) {
    return new Agreement(
        ID,
        ID,
        1,
        Set.of("dpo"),
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 12, 31),
        Set.of("crm"),
        Set.of("email", "givenName"),
        30,
        mechanism,
        Set.of(),
        Instant.EPOCH);
  }
}
