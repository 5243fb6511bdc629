package io.habeas.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.ledger.Group;
import io.habeas.ledger.Member;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.policy.Milestones;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PolicyText ENGLISH = PolicyText.written("en", "Privacy", "All.", "# All");
  private static final UUID ENTRY = UUID.randomUUID();

  private final Entries entries = new Entries(config());
  private final Tour tour = tour();

  @Test
  void whatIsTheSameForAllIsSaidOnceAndTheRestByEach() {
    Outcome accepted = Outcome.accepted(claimed(), "en", NOW, NOW);
    Outcome bounced = Outcome.of(claimed(), DeliveryState.BOUNCED, "smtp-5.1.1", NOW);

    Group group = of(List.of(accepted, bounced), List.of(accepted, bounced));

    assertThat(group.action()).isEqualTo("notice.settled");
    assertThat(group.details())
        .containsOnlyKeys(
            "campaign",
            "kind",
            "document",
            "version",
            "textHash",
            "announcedAt",
            "effectiveAt",
            "channel");
    assertThat(member(group, accepted))
        .containsEntry("outcome", "accepted")
        .containsEntry("acceptedAt", NOW)
        .containsEntry("language", "en")
        .containsEntry("languageHash", ENGLISH.hash())
        .containsOnlyKeys("outcome", "acceptedAt", "language", "languageHash", "messageId");
    assertThat(member(group, bounced))
        .containsEntry("reason", "smtp-5.1.1")
        .containsOnlyKeys("outcome", "reason", "messageId");
  }

  @Property
  void exactlyWhatIsFinalAndWasSettledIsInTheEntry(
      @ForAll @Size(max = 40) List<DeliveryState> states, @ForAll long settledOnes) {
    List<Outcome> outcomes =
        Entries.recorded(ENTRY, states.stream().map(EntriesTest::outcome).toList());
    List<Outcome> settled = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if ((settledOnes >> i & 1) == 1) {
        settled.add(outcomes.get(i));
      }
    }

    assertThat(of(outcomes, settled).members())
        .extracting(Member::subjectId)
        .containsExactlyElementsOf(
            settled.stream()
                .filter(each -> each.state().isFinal())
                .map(Outcome::subjectId)
                .toList());
    assertThat(outcomes)
        .allMatch(each -> each.state().isFinal() == ENTRY.equals(each.entryId()))
        .allMatch(each -> each.state().isFinal() || each.entryId() == null);
  }

  private Group of(List<Outcome> outcomes, List<Outcome> settled) {
    return entries.of(tour, outcomes, settled.stream().map(Outcome::subjectId).toList());
  }

  private static Map<String, Object> member(Group group, Outcome of) {
    return group.members().stream()
        .filter(each -> each.subjectId().equals(of.subjectId()))
        .map(each -> new HashMap<String, Object>(each.details()))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(DeliveryState state) {
    return state == DeliveryState.ACCEPTED
        ? Outcome.accepted(claimed(), "en", NOW, NOW)
        : Outcome.of(claimed(), state, null, NOW);
  }

  private static Claim.Claimed claimed() {
    return new Claim.Claimed(7, UUID.randomUUID(), Channel.EMAIL, 1, 0);
  }

  private static Tour tour() {
    PolicyVersion version =
        new PolicyVersion(
            UUID.randomUUID(),
            "privacy",
            "2",
            VersionState.ANNOUNCED,
            Map.of(),
            Map.of(),
            List.of(ENGLISH),
            null,
            null,
            null,
            "hash",
            new Milestones(NOW, NOW, Instant.parse("2026-12-22T12:00:00Z"), null, null));
    return Tour.of(
        Campaign.notice(UUID.randomUUID(), version, Audience.EVERYBODY, List.of(Channel.EMAIL)),
        version);
  }

  private static MailingConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(MailingConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValues(
            Map.of(
                "habeas.mailing.from", "privacy@company.test",
                "habeas.mailing.message-id-domain", "company.test",
                "habeas.mailing.public-url", "https://company.test"))
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(MailingConfig.class);
  }
}
