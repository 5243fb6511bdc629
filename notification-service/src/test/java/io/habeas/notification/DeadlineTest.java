package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.campaign.DeadlineWatch;
import io.habeas.notification.mailing.Mailing;
import io.habeas.postgres.testing.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A campaign that would miss its last lawful day says so while there is time. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class DeadlineTest {
  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject DeadlineWatch watch;
  @Inject MeterRegistry meters;
  @Inject MovableClock clock;
  @Inject Pool pool;

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void theForecastIsToldByTheCampaignAndByMetrics() {
    Peers.clear();
    for (int i = 0; i < 5; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "P", "en", "active"));
    }
    Api.policy("deadline");
    Api.draft("deadline", "1");
    Api.activate("deadline", "1").statusCode(200);
    Api.draft("deadline", "2");
    UUID campaign =
        UUID.fromString(
            Api.announce("deadline", "2", clock.now().plus(Duration.ofDays(31)))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("campaignId"));
    assertThat(forecast(campaign))
        .containsEntry("verdict", "unknown")
        .containsEntry("reason", "counting");

    await(snapshot.readAll());
    assertThat(forecast(campaign))
        .containsEntry("verdict", "unknown")
        .containsEntry("reason", "no-rate");
    await(watch.look());
    assertThat(gauge("habeas.campaign.unforeseeable", campaign)).isEqualTo(1);
    assertThat(gauge("habeas.campaign.left", campaign)).isBetween(86_000.0, 86_400.0);

    clock.advance(Duration.ofDays(2));
    await(watch.look());
    assertThat(forecast(campaign)).containsEntry("verdict", "late").containsEntry("missing", 5);
    assertThat(gauge("habeas.campaign.missing", campaign)).isEqualTo(5);
    clock.reset();

    await(mailing.sendAll());
    assertThat(forecast(campaign)).containsEntry("verdict", "done");
    await(watch.look());
    assertThat(meters.find("habeas.campaign.missing").tag("campaign", campaign.toString()).gauge())
        .isNull();
  }

  @Test
  void whoIsTriedAgainTooLateIsCounted() {
    Peers.clear();
    for (int i = 0; i < 6; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "P", "en", "active"));
    }
    Api.policy("retries");
    Api.draft("retries", "1");
    Api.activate("retries", "1").statusCode(200);
    Api.draft("retries", "2");
    UUID campaign =
        UUID.fromString(
            Api.announce(
                    "retries", "2", clock.now().plus(Duration.ofDays(30)).plus(Duration.ofHours(2)))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("campaignId"));
    await(snapshot.readAll());
    await(
        pool.preparedQuery(
                "update delivery set state = 'deferred', due_at = $2 where campaign_id = $1")
            .execute(Tuple.of(campaign, OffsetDateTime.now().plusHours(3))));

    assertThat(forecast(campaign)).containsEntry("verdict", "late").containsEntry("missing", 6);
    assertThat(Api.campaign(campaign).get("eta")).isNotNull();
  }

  private double gauge(String name, UUID campaign) {
    return meters.get(name).tag("campaign", campaign.toString()).gauge().value();
  }

  private static Map<String, Object> forecast(UUID campaign) {
    return Api.dpo()
        .get(Api.V1 + "/campaigns/" + campaign)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("forecast");
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
