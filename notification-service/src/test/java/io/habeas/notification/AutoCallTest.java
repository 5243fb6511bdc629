package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.message.Lanes;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Automated calls: what we ask, and what we are told of it, checked with somebody else's code. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class AutoCallTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String CALLBACK = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  @Inject Lanes lanes;
  @Inject Pool pool;
  @Inject MovableClock clock;

  @BeforeEach
  void nobodyAtNoon() {
    Peers.clear();
    CallingHours.noon(clock);
    await(
        pool.query("update message set state = 'dropped' where channel = 'automated-call'")
            .execute());
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aCallIsAskedForSignedAndOnce() throws WebhookVerificationException {
    UUID subject = toCall();
    await(lanes.sendAll());
    await(lanes.sendAll());
    List<Peers.CallAsked> calls = Peers.calls(202);
    assertThat(calls).hasSize(1);
    String body = new String(calls.getFirst().body(), StandardCharsets.UTF_8);
    new Webhook(SECRET).verify(body, headers(calls.getFirst()));
    assertThat(body).contains("call.requested", "+4930901820", "security incident");
    assertThat(state(subject)).isEqualTo("accepted null");
  }

  @Test
  void whatTheOtherSideSaysDecides() {
    Peers.calls(503);
    UUID busy = toCall();
    await(lanes.sendAll());
    assertThat(state(busy)).isEqualTo("queued http-503");
    Peers.calls(422);
    UUID refused = toCall();
    await(lanes.sendAll());
    assertThat(state(refused)).isEqualTo("bounced http-422");
  }

  @Test
  void nobodysTelephoneRingsAtNight() {
    UUID subject = toCall();
    clock.advance(Duration.ofHours(12));
    await(lanes.sendAll());
    assertThat(Peers.calls(202)).isEmpty();
    assertThat(state(subject)).isEqualTo("queued quiet-hours");
  }

  @Test
  void whatWasNotMadeDoesNotCountAndWhatIsRepeatedCountsOnce() {
    UUID subject = toCall();
    for (int status : new int[] {503, 503, 503, 202}) {
      Peers.calls(status);
      await(
          pool.preparedQuery("update message set due_at = to_timestamp(0) where subject_id = $1")
              .execute(Tuple.of(subject)));
      await(lanes.sendAll());
    }
    assertThat(Peers.calls(202)).hasSize(4);
    assertThat(state(subject)).isEqualTo("accepted null");
    assertThat(
            await(
                pool.preparedQuery("select 1 from ring where subject_id = $1")
                    .execute(Tuple.of(subject))))
        .hasSize(1);
  }

  @Test
  void aResultIsTakenIfItIsSigned() throws Exception {
    UUID subject = toCall();
    await(lanes.sendAll());
    String body =
        "{\"type\":\"call.completed\",\"data\":{\"callId\":\"%s\",\"outcome\":\"not-reached\",\"more\":1}}"
            .formatted(id(subject));
    long now = Instant.now().getEpochSecond();
    String signature = new Webhook(CALLBACK).sign("msg_1", now, body);
    result(body, now, "v1,AAAA").statusCode(403);
    result(body + " ", now, signature).statusCode(403);
    long old = now - 3600;
    result(body, old, new Webhook(CALLBACK).sign("msg_1", old, body)).statusCode(403);
    assertThat(state(subject)).isEqualTo("accepted null");

    result(body, now, "v1,AAAA " + signature).statusCode(204);
    result(body, now, signature).statusCode(204);
    assertThat(state(subject)).isEqualTo("bounced not-reached");
    String broken = "{\"data\":7}";
    result(broken, now, new Webhook(CALLBACK).sign("msg_1", now, broken)).statusCode(400);
  }

  private static ValidatableResponse result(String body, long at, String signature) {
    return given()
        .contentType("application/json")
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", at)
        .header("webhook-signature", signature)
        .body(body)
        .post(V1 + "/automated-calls/results")
        .then();
  }

  private static HttpHeaders headers(Peers.CallAsked call) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of(call.header("webhook-id")),
            "webhook-timestamp", List.of(call.header("webhook-timestamp")),
            "webhook-signature", List.of(call.header("webhook-signature"))),
        (_, _) -> true);
  }

  private static UUID toCall() {
    UUID subject = Peers.add(new Peers.Person(null, "C", "en", "active", "+4930901820"));
    Api.machine("notification:send")
        .body(
            Map.of(
                "template",
                "breach",
                "subjectId",
                subject,
                "channel",
                "automated-call",
                "fields",
                Map.of(
                    "number", "B-1",
                    "happenedOn", "2026-11-01",
                    "categories", List.of("contact"),
                    "link", "/account")))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
    return subject;
  }

  private UUID id(UUID subject) {
    return await(
        pool.preparedQuery("select id from message where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next().getUUID("id")));
  }

  private String state(UUID subject) {
    return await(
        pool.preparedQuery("select state, reason from message where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next())
            .map(row -> row.getString("state") + " " + row.getString("reason")));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
