package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.ShortMessageCentre.Reaction;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.mailing.OtherChannels;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A campaign's notices by text message, and past what nobody carries. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class NoticeByOtherChannelsTest {
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject OtherChannels others;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    Peers.centre().forget();
    document = "others-" + ++documents;
    Api.policy(document);
    Api.draft(document, "1");
    Api.activate(document, "1").statusCode(200);
    Api.draft(document, "2");
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whomNoMailReachesATextMessageTellsInTheirLanguage() {
    Peers.add(new Peers.Person("a@people.test", "A", "en", "active", "+4930901001"));
    Peers.add(new Peers.Person("no address", "B", "de", "active", "+4930901002"));
    Peers.add(new Peers.Person(null, "C", "en", "active"));
    UUID campaign = announce("email", "sms", "telephone");
    await(snapshot.readAll());
    await(mailing.sendAll());
    Peers.centre().next(Reaction.THROTTLE);
    await(others.sendAll());
    dueNow();
    await(others.sendAll());

    assertThat(Peers.centre().taken()).isNotEmpty();
    assertThat(Peers.centre().taken()).allMatch(part -> part.getDestAddress().equals("4930901002"));
    StringBuilder text = new StringBuilder();
    Peers.centre()
        .taken()
        .forEach(
            part -> text.append(new String(part.getShortMessage(), StandardCharsets.ISO_8859_1)));
    assertThat(text).contains("Unsere Datenschutzerkl", "/policy/" + document);
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 1);
    assertThat(
            await(
                pool.query(
                        "select channel, state, reason from delivery where campaign_id = '%s' and channel <> 'email' order by 1, 2"
                            .formatted(campaign))
                    .execute()))
        .extracting(
            row ->
                row.getString("channel")
                    + " "
                    + row.getString("state")
                    + " "
                    + row.getString("reason"))
        .containsExactly(
            "sms accepted null",
            "sms unreachable no-number",
            "telephone unreachable channel-not-set-up");
  }

  private UUID announce(String... channels) {
    return UUID.fromString(
        Api.dpo()
            .body(
                Map.of(
                    "effectiveAt", clock.now().plus(Duration.ofDays(31)).toString(),
                    "channels", List.of(channels)))
            .put(Api.version(document, "2") + "/announcement")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("campaignId"));
  }

  private void dueNow() {
    await(
        pool.query("update delivery set due_at = to_timestamp(0) where state = 'planned'")
            .execute());
    await(pool.query("update campaign_bucket set next_due = to_timestamp(0)").execute());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
