package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.habeas.access.testing.TestTokens;
import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.message.Lanes;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls, from the list to what came of them. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class CallListTest {
  private static final String LIST = "breach";

  @Inject Lanes lanes;
  @Inject Pool pool;
  @Inject MovableClock clock;

  @BeforeEach
  void noon() {
    Peers.clear();
    await(
        pool.query(
                "update message set state = 'dropped' where channel in ('phone', 'automated-call')")
            .execute());
    CallingHours.noon(clock);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void anAgentGetsOneCallThatNobodyElseGets() {
    UUID subject = toCall();
    Api.as(support()).get(V1 + "/call-lists").then().body("lists.list", hasItem(LIST));
    JsonPath call = next().statusCode(201).extract().jsonPath();
    assertThat(call.getString("number")).isEqualTo("+4930901820");
    assertThat(call.getString("script")).startsWith("Ein Sicherheitsvorfall am 1. November 2026");
    assertThat(call.getString("subjectId")).isEqualTo(subject.toString());
    next().statusCode(204);
    await(lanes.sendAll());

    settle(call, "reached", Map.of("language", "de")).statusCode(204);
    assertThat(state(subject)).isEqualTo("accepted null");
    settle(call, "busy", Map.of()).statusCode(409);
  }

  @Test
  void aCallThatNobodySettledComesBack() {
    UUID subject = toCall();
    JsonPath lost = next().statusCode(201).extract().jsonPath();
    await(
        pool.preparedQuery("update message set due_at = to_timestamp(0) where subject_id = $1")
            .execute(Tuple.of(subject)));
    JsonPath again = next().statusCode(201).extract().jsonPath();
    assertThat(again.getInt("attempt")).isEqualTo(2);
    settle(lost, "reached", Map.of()).statusCode(409);
    settle(again, "reached", Map.of()).statusCode(204);
  }

  @Test
  void nobodyIsCalledAtNightOrAgainstADecision() {
    UUID denied = toCall();
    Peers.deny(denied, "do-not-contact");
    next().statusCode(204);
    assertThat(state(denied)).isEqualTo("suppressed do-not-contact");

    UUID asleep = toCall();
    clock.advance(Duration.ofHours(12));
    next().statusCode(204);
    assertThat(state(asleep)).isEqualTo("deferred quiet-hours");
  }

  @Test
  void whoDoesNotAnswerIsCalledAFewTimesMoreAndThenNoMore() {
    UUID subject = toCall();
    for (int attempt = 1; attempt <= 6; attempt++) {
      JsonPath call = next().statusCode(201).extract().jsonPath();
      assertThat(call.getInt("attempt")).isEqualTo(attempt);
      settle(call, "no-answer", Map.of("timeZone", "Europe/Berlin")).statusCode(204);
      next().statusCode(204);
      CallingHours.aDayPasses(pool, subject);
      dueNow(subject);
    }
    assertThat(state(subject)).isEqualTo("bounced gave-up-no-answer");
  }

  @Test
  void nobodyIsCalledMoreThanTwiceADayWhateverThereIsToSay() {
    UUID subject = Peers.add(new Peers.Person(null, "C", "de", "active", "+4930901820"));
    for (int message = 1; message <= 3; message++) {
      toCall(subject, "phone");
    }
    UUID other = toCall();
    settle(next().statusCode(201).extract().jsonPath(), "no-answer", Map.of()).statusCode(204);
    settle(next().statusCode(201).extract().jsonPath(), "reached", Map.of()).statusCode(204);
    JsonPath third = next().statusCode(201).extract().jsonPath();
    assertThat(third.getString("subjectId")).isEqualTo(other.toString());
    next().statusCode(204);
    assertThat(states(subject))
        .containsExactlyInAnyOrder("deferred no-answer", "accepted null", "deferred called-twice");

    CallingHours.aDayPasses(pool, subject);
    dueNow(subject);
    next().statusCode(201);
    next().statusCode(201);
    next().statusCode(204);
  }

  @Test
  void automatedCallsCountAsAnyOther() {
    UUID subject = toCall();
    settle(next().statusCode(201).extract().jsonPath(), "no-answer", Map.of()).statusCode(204);
    toCall(subject, "automated-call");
    await(lanes.sendAll());
    assertThat(Peers.calls(202)).hasSize(1);
    toCall(subject, "automated-call");
    dueNow(subject);
    await(lanes.sendAll());
    next().statusCode(204);
    assertThat(Peers.calls(202)).hasSize(1);
    assertThat(states(subject))
        .containsExactlyInAnyOrder("accepted null", "queued called-twice", "deferred called-twice");

    CallingHours.aDayPasses(pool, subject);
    dueNow(subject);
    await(lanes.sendAll());
    assertThat(Peers.calls(202)).hasSize(2);
  }

  @Test
  void whatCannotBeWrittenDoesNotCountAsACall() {
    UUID subject = toCall();
    toCall(subject, "phone");
    toCall(subject, "phone");
    await(
        pool.preparedQuery(
                "update message set fields = '{}' where id = (select min(id::text)::uuid from message where subject_id = $1)")
            .execute(Tuple.of(subject)));
    next().statusCode(201);
    next().statusCode(201);
    assertThat(states(subject)).contains("quarantined not-written");
  }

  @Test
  void whoWantsNoCallsIsToldOfToConsentService() {
    UUID subject = toCall();
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "do-not-call", Map.of()).statusCode(204);
    assertThat(state(subject)).isEqualTo("suppressed do-not-call");
    String told =
        await(
            pool.preparedQuery("select body from outbox_event where subject_id = $1")
                .execute(Tuple.of(subject))
                .map(rows -> rows.iterator().next().getString("body")));
    assertThat(told).contains("call.refused", call.getString("callId"));
  }

  @Test
  void aWrongNumberAndACallBackAreKept() {
    UUID wrong = toCall();
    settle(next().statusCode(201).extract().jsonPath(), "wrong-number", Map.of()).statusCode(204);
    assertThat(state(wrong)).isEqualTo("bounced wrong-number");

    UUID later = toCall();
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "call-back", Map.of()).statusCode(400);
    settle(call, "call-back", backAt(LocalTime.of(15, 0), "UTC")).statusCode(204);
    assertThat(state(later)).isEqualTo("deferred call-back");
    next().statusCode(204);
    dueNow(later);
    settle(next().statusCode(201).extract().jsonPath(), "reached", Map.of()).statusCode(204);
    assertThat(state(later)).isEqualTo("accepted null");
  }

  @ParameterizedTest
  @CsvSource({
    "07:59,Europe/Berlin,400", "08:00,Europe/Berlin,204", "20:59,Europe/Berlin,204",
    "21:00,Europe/Berlin,400", "23:30,Asia/Tokyo,400", "15:00,Asia/Tokyo,204"
  })
  void whoIsCalledBackIsSoAtAnHourOfTheirOwnDay(LocalTime time, String zone, int status) {
    toCall();
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "call-back", backAt(time, zone)).statusCode(status);
  }

  @Test
  void aCallBackIsWithinFourteenDaysAndNotOfThePast() {
    UUID subject = toCall();
    JsonPath call = next().statusCode(201).extract().jsonPath();
    for (int days : new int[] {-1, 15}) {
      settle(
              call,
              "call-back",
              Map.of("callBackAt", java.time.Instant.now().plus(Duration.ofDays(days))))
          .statusCode(400)
          .body("violations[0].field", equalTo("callBackAt"));
    }
    assertThat(state(subject)).as("it is still in the agent's hands").startsWith("sending");
  }

  /** Whatever was agreed upon: who wants no calls by then is not called. */
  @Test
  void aDecisionOfThatMomentWinsOverACallBack() {
    UUID subject = toCall();
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "call-back", backAt(LocalTime.of(15, 0), "UTC")).statusCode(204);
    Peers.deny(subject, "do-not-contact");
    dueNow(subject);

    next().statusCode(204);

    assertThat(state(subject)).isEqualTo("suppressed do-not-contact");
  }

  @Test
  void aCallBackIsOneOfTwoCallsADay() {
    UUID subject = toCall();
    for (int call = 1; call <= 2; call++) {
      settle(
              next().statusCode(201).extract().jsonPath(),
              "call-back",
              backAt(LocalTime.of(15, 0), "UTC"))
          .statusCode(204);
      dueNow(subject);
    }

    next().statusCode(204);

    assertThat(state(subject)).isEqualTo("deferred called-twice");
  }

  /** At that time of tomorrow there. */
  private static Map<String, Object> backAt(LocalTime time, String zone) {
    return Map.of(
        "timeZone",
        zone,
        "callBackAt",
        java.time.Instant.now().atZone(ZoneId.of(zone)).plusDays(1).with(time).toInstant());
  }

  @Test
  void aDiallerNeedsItsScope() {
    Api.machine("notification:send")
        .post(V1 + "/call-lists/" + LIST + "/calls")
        .then()
        .statusCode(403)
        .body("type", startsWith("urn:habeas:problem:"));
    Api.machine("notification:dial")
        .post(V1 + "/call-lists/" + LIST + "/calls")
        .then()
        .statusCode(equalTo(204));
  }

  private static UUID toCall() {
    UUID subject = Peers.add(new Peers.Person(null, "C", "de", "active", "+4930901820"));
    toCall(subject, "phone");
    return subject;
  }

  private static void toCall(UUID subject, String channel) {
    Api.machine("notification:send")
        .body(
            Map.of(
                "template",
                LIST,
                "subjectId",
                subject,
                "channel",
                channel,
                "fields",
                Map.of(
                    "number", "B-1",
                    "happenedOn", "2026-11-01",
                    "categories", List.of("contact"),
                    "link", "/account")))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
  }

  private void dueNow(UUID subject) {
    await(
        pool.preparedQuery(
                "update message set due_at = to_timestamp(0) where subject_id = $1 and state in ('deferred', 'queued')")
            .execute(Tuple.of(subject)));
  }

  private static ValidatableResponse next() {
    return Api.as(support()).post(V1 + "/call-lists/" + LIST + "/calls").then();
  }

  private static ValidatableResponse settle(JsonPath call, String outcome, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("outcome", outcome);
    body.put("subjectId", call.getString("subjectId"));
    body.put("lease", call.getString("lease"));
    RequestSpecification agent = Api.as(support()).body(body);
    return agent
        .put(V1 + "/call-lists/" + LIST + "/calls/" + call.getString("callId") + "/outcome")
        .then();
  }

  private static String support() {
    return TestTokens.person("support").audience("notification").token();
  }

  private String state(UUID subject) {
    return states(subject).getFirst();
  }

  private List<String> states(UUID subject) {
    return await(
            pool.preparedQuery("select state, reason from message where subject_id = $1")
                .execute(Tuple.of(subject)))
        .stream()
        .map(row -> row.getString("state") + " " + row.getString("reason"))
        .toList();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
