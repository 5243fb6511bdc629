package io.habeas.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.Peers;
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
import io.habeas.notification.recipient.Recipient;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class RoundTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Inject Sending sending;

  @Test
  void whatCannotBeWrittenKeepsNobodyFromTheirsAndIsGivenUpAtLast() {
    Claim.Claimed first = claimed(1);
    Claim.Claimed last = claimed(12);
    Claim.Claimed nowhere = claimed(1);
    Map<UUID, Recipient> recipients = new HashMap<>();
    List.of(first, last).forEach(each -> recipients.put(each.subjectId(), reachable()));
    recipients.put(nowhere.subjectId(), new Recipient.Unreachable());
    Instant began = sending.now();

    Round round = round(List.of(first, last, nowhere), recipients);

    assertThat(round.hasNext()).isFalse();
    Map<UUID, Outcome> outcomes = new HashMap<>();
    round.outcomes(true).forEach(each -> outcomes.put(each.subjectId(), each));
    assertThat(outcomes.get(first.subjectId()))
        .returns(DeliveryState.DEFERRED, Outcome::state)
        .returns("not-written", Outcome::reason)
        .matches(each -> !each.dueAt().isBefore(began.plus(sending.firstRetry())));
    assertThat(outcomes.get(last.subjectId()))
        .returns(DeliveryState.BOUNCED, Outcome::state)
        .returns("gave-up-not-written", Outcome::reason);
    assertThat(outcomes.get(nowhere.subjectId()))
        .returns(DeliveryState.UNREACHABLE, Outcome::state);
  }

  private Round round(List<Claim.Claimed> deliveries, Map<UUID, Recipient> recipients) {
    Tour tour = unwritable();
    Claim claim =
        new Claim(
            tour.campaign().id(),
            Channel.EMAIL,
            UUID.randomUUID(),
            sending.now().plus(Duration.ofMinutes(1)),
            deliveries,
            List.of());
    Notes notes = new Notes(_ -> {});
    return new Round(
        sending,
        new Passage.Asked(tour, claim, recipients, sending.now(), notes),
        sending.now().plus(Duration.ofMinutes(1)));
  }

  /** No address can be made of its label, and the letter names the page's address. */
  private static Tour unwritable() {
    PolicyVersion version =
        new PolicyVersion(
            UUID.randomUUID(),
            "privacy",
            "two words",
            VersionState.ANNOUNCED,
            Map.of(),
            Map.of(),
            List.of(PolicyText.written("en", "Privacy", "All.", "# All")),
            null,
            null,
            null,
            "hash",
            new Milestones(NOW, NOW, Instant.parse("2026-12-22T12:00:00Z"), null, null));
    return Tour.of(
        Campaign.notice(UUID.randomUUID(), version, Audience.EVERYBODY, List.of(Channel.EMAIL)),
        version);
  }

  private static Recipient reachable() {
    return new Recipient.Reachable("ada@people.test", "Ada", List.of("en"), null, null, null);
  }

  private static Claim.Claimed claimed(int attempt) {
    return new Claim.Claimed(7, UUID.randomUUID(), Channel.EMAIL, attempt, 0);
  }
}
