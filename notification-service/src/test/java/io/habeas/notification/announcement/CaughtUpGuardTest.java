package io.habeas.notification.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Proofs;
import io.habeas.notification.Api;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.Peers;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.CaughtUp;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.posting.Postings;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is let into force by a database that may have forgotten what came back. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class CaughtUpGuardTest {
  @Inject Pool pool;
  @Inject Policies policies;
  @Inject Campaigns campaigns;
  @Inject Deliveries deliveries;
  @Inject Postings postings;
  @Inject Proofs proofs;
  @Inject BusinessClock clock;

  @Test
  void theGuardIsAskedOnceTheVersionsCampaignsAreCaughtUpWith() {
    String document = announced("caught-up-guard");
    List<UUID> caughtUp = new ArrayList<>();
    Activations activations =
        with(version -> Uni.createFrom().voidItem().invoke(() -> caughtUp.add(version)));
    UUID version = await(policies.version(document, "2")).id();

    assertThat(await(activations.guard(document, "2")).ruling()).isInstanceOf(Ruling.NotYet.class);
    assertThatThrownBy(() -> await(activations.activate("dpo", document, "2")))
        .isInstanceOf(NotificationFailure.NoticeIncomplete.class);

    assertThat(caughtUp).containsExactly(version, version);
  }

  @Test
  void whileTheyCannotBeNothingIsRuled() {
    String document = announced("not-caught-up-guard");
    Activations activations =
        with(_ -> Uni.createFrom().failure(new NotificationFailure.PeerUnavailable()));

    assertThatThrownBy(() -> await(activations.guard(document, "2")))
        .isInstanceOf(NotificationFailure.PeerUnavailable.class);
    assertThatThrownBy(() -> await(activations.activate("dpo", document, "2")))
        .isInstanceOf(NotificationFailure.PeerUnavailable.class);
  }

  private interface OfVersion {
    Uni<Void> of(UUID versionId);
  }

  private Activations with(OfVersion catchingUp) {
    CaughtUp caughtUp =
        new CaughtUp() {
          @Override
          public Uni<Void> all() {
            throw new AssertionError("one version's are enough");
          }

          @Override
          public Uni<Void> of(UUID versionId) {
            return catchingUp.of(versionId);
          }
        };
    return new Activations(
        pool, policies, campaigns, deliveries, postings, proofs, caughtUp, clock);
  }

  private static String announced(String document) {
    Api.changing(document);
    Api.announce(document, "2", Instant.now().plus(Duration.ofDays(31))).statusCode(200);
    return document;
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
