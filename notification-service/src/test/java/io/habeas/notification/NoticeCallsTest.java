package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.habeas.access.testing.TestTokens;
import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.mailing.OtherChannels;
import io.habeas.notification.reachability.Reachabilities;
import io.habeas.notification.ring.Rings;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A campaign's notices by telephone, from the list to the proof. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(180)
class NoticeCallsTest {
  private static final String PHONE = "+4930901840";
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject OtherChannels others;
  @Inject Reachabilities reachabilities;
  @Inject Rings rings;
  @Inject Sealer sealer;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";
  private UUID campaign = new UUID(0, 0);

  @BeforeEach
  void aPolicyInForceAtNoon() {
    Peers.clear();
    CallingHours.noon(clock);
    document = "calls-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whoIsReachedIsToldInTheirLanguageAndThatIsProvable() {
    UUID subject = toCall("de");
    announce("email", "telephone");
    Api.as(support())
        .get(V1 + "/call-lists")
        .then()
        .body("lists.find { it.list == '%s' }.document".formatted(list()), equalTo(document))
        .body("lists.find { it.list == '%s' }.due".formatted(list()), equalTo(1));
    JsonPath call = next().statusCode(201).extract().jsonPath();
    assertThat(call.getString("number")).isEqualTo(PHONE);
    assertThat(call.getString("language")).isEqualTo("de");
    assertThat(call.getString("script")).contains("Unsere Datenschutzerkl", "/policy/" + document);
    next().statusCode(204);
    await(others.sendAll());
    assertThat(state(subject)).isEqualTo("sending null 1");

    settle(call, "reached", Map.of()).statusCode(204);
    settle(call, "reached", Map.of()).statusCode(409);
    assertThat(state(subject)).isEqualTo("accepted null 1");
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
    Api.customer(subject)
        .get(V1 + "/subjects/{id}/notices?document={d}", subject, document)
        .then()
        .body("notices.find { it.channel == 'telephone' }.language", equalTo("de"))
        .body("notices.find { it.channel == 'telephone' }.acceptedAt", notNullValue());
    await(sealer.seal());
    byte[] proof =
        Api.customer(subject)
            .get(V1 + "/subjects/{s}/notices/{c}/proof", subject, campaign)
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    Verdict verdict = new ProofVerifier().verify(proof);
    assertThat(verdict).as(verdict.lines().toString()).isInstanceOf(Verdict.Holds.class);
    assertThat(verdict.lines().toString()).contains("outcome: accepted", "channel: telephone");
  }

  @Test
  void aCallThatNobodyToldOfComesBackInDoubtAndIsNotMadeForEver() {
    UUID subject = toCall("en");
    announce("email", "telephone");
    for (int attempt = 1; attempt <= 3; attempt++) {
      JsonPath lost = next().statusCode(201).extract().jsonPath();
      assertThat(lost.getInt("attempt")).isEqualTo(attempt);
      CallingHours.aDayPasses(pool, subject);
      leaseEnds(subject);
      settle(lost, "reached", Map.of()).statusCode(409);
    }
    next().statusCode(204);
    assertThat(state(subject)).startsWith("unreachable in-doubt");
    assertThat(Api.campaign(campaign)).containsEntry("covered", 1);
  }

  @Test
  void aLostCallMayBeMadeAgainAndToldOf() {
    UUID subject = toCall("en");
    announce("email", "telephone");
    JsonPath lost = next().statusCode(201).extract().jsonPath();
    leaseEnds(subject);
    JsonPath again = next().statusCode(201).extract().jsonPath();
    assertThat(again.getString("callId")).isEqualTo(lost.getString("callId"));
    settle(lost, "busy", Map.of()).statusCode(409);
    settle(again, "reached", Map.of("language", "de")).statusCode(204);
    assertThat(state(subject)).startsWith("accepted");
  }

  @Test
  void whatTheWitnessKnowsIsNotSaidAgain() {
    UUID subject = toCall("en");
    announce("email", "telephone");
    JsonPath call = next().statusCode(201).extract().jsonPath();
    await(
        pool.query(
                "alter table delivery add constraint broken check (channel <> 'telephone' or state <> 'accepted') not valid")
            .execute());
    try {
      settle(call, "reached", Map.of()).statusCode(500);
      settle(call, "reached", Map.of()).statusCode(500);
    } finally {
      await(pool.query("alter table delivery drop constraint broken").execute());
    }
    assertThat(state(subject)).startsWith("sending");
    leaseEnds(subject);
    next().statusCode(204);
    assertThat(state(subject)).startsWith("accepted");
  }

  @Test
  void aPausedCampaignGivesOutNoCalls() {
    toCall("en");
    announce("email", "telephone");
    state("paused");
    next().statusCode(204);
    state("running");
    JsonPath call = next().statusCode(201).extract().jsonPath();
    state("paused");
    settle(call, "reached", Map.of()).statusCode(204);
    Api.as(support())
        .get(V1 + "/call-lists")
        .then()
        .body("lists.findAll { it.list == '%s' }.size()".formatted(list()), equalTo(0));
  }

  @Test
  void nobodyIsCalledAtNightOrAgainstADecision() {
    UUID subject = toCall("en");
    announce("email", "telephone");
    clock.advance(Duration.ofHours(12));
    next().statusCode(204);
    assertThat(state(subject)).isEqualTo("planned quiet-hours 0");

    clock.advance(Duration.ofHours(-12));
    dueNow(subject);
    Peers.deny(subject, "undecided");
    next().statusCode(204);
    assertThat(state(subject)).isEqualTo("planned undecided 0");
    dueNow(subject);
    Peers.deny(subject, "do-not-contact");
    next().statusCode(204);
    assertThat(state(subject)).isEqualTo("unreachable do-not-contact 1");
    assertThat(Api.campaign(campaign)).containsEntry("covered", 1);
  }

  @Test
  void whoWasCalledTwiceForOtherReasonsIsNotCalledThatDay() {
    UUID subject = toCall("en");
    announce("email", "telephone", "automated-call");
    await(rings.take(subject, UUID.randomUUID(), null));
    await(rings.take(subject, UUID.randomUUID(), null));
    next().statusCode(204);
    assertThat(state(subject)).isEqualTo("planned called-twice 0");
    CallingHours.aDayPasses(pool, subject);
    dueNow(subject);
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "wrong-number", Map.of()).statusCode(204);
    next().statusCode(204);
    await(rings.take(subject, UUID.randomUUID(), null));
    await(others.sendAll());
    assertThat(Peers.calls(202)).isEmpty();
    CallingHours.aDayPasses(pool, subject);
    await(
        pool.preparedQuery(
                "update delivery set due_at = to_timestamp(0) where subject_id = $1 and channel = 'automated-call'")
            .execute(Tuple.of(subject)));
    await(
        pool.preparedQuery(
                "update campaign_bucket set next_due = to_timestamp(0) where campaign_id = $1 and channel = 'automated-call' and not settled")
            .execute(Tuple.of(campaign)));
    await(others.sendAll());
    assertThat(Peers.calls(202)).hasSize(1);
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
  }

  @Test
  void whoDoesNotAnswerIsCalledAFewTimesMoreAndThenTheNextChannelTakesOver() {
    UUID subject = toCall("en");
    announce("email", "telephone", "sms");
    for (int attempt = 1; attempt <= 6; attempt++) {
      JsonPath call = next().statusCode(201).extract().jsonPath();
      assertThat(call.getInt("attempt")).isEqualTo(attempt);
      settle(call, attempt == 2 ? "busy" : "no-answer", Map.of()).statusCode(204);
      next().statusCode(204);
      if (attempt < 6) {
        CallingHours.aDayPasses(pool, subject);
        dueNow(subject);
      }
    }
    assertThat(state(subject)).isEqualTo("bounced gave-up-no-answer 6");
    Peers.centre().forget();
    await(others.sendAll());
    assertThat(Peers.centre().taken()).isNotEmpty();
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
  }

  @Test
  void subjectServiceHearsOfAWrongNumber() {
    UUID subject = toCall("en");
    await(pool.query("delete from reachability_report").execute());
    announce("email", "telephone");
    settle(next().statusCode(201).extract().jsonPath(), "wrong-number", Map.of()).statusCode(204);
    assertThat(state(subject)).isEqualTo("bounced wrong-number 1");
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 1);
    await(reachabilities.tellAll());
    assertThat(Peers.reachability()).hasSize(1);
    assertThat(Peers.reachability().getFirst().get("contactPointId").asText())
        .isEqualTo(Peers.contactPoint(PHONE).toString());
  }

  @Test
  void whoWantsNoCallsIsToldOfToConsentServiceAndTheNextChannelTakesOver() {
    UUID subject = toCall("en");
    announce("email", "telephone", "sms");
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "do-not-call", Map.of()).statusCode(204);
    assertThat(state(subject)).isEqualTo("unreachable do-not-call 1");
    assertThat(told(subject)).hasSize(1);
    assertThat(told(subject).getFirst()).contains("call.refused", call.getString("callId"));
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body("notices.find { it.channel == 'telephone' }.followedBy", equalTo("sms"))
        .body("notices.channel", hasItem("sms"));
  }

  @Test
  void whoAsksForAnotherTimeIsCalledThen() {
    UUID subject = toCall("en");
    announce("email", "telephone");
    JsonPath call = next().statusCode(201).extract().jsonPath();
    settle(call, "call-back", Map.of()).statusCode(400);
    settle(call, "call-back", Map.of("callBackAt", Instant.now().plusSeconds(3600)))
        .statusCode(204);
    assertThat(state(subject)).isEqualTo("planned call-back 0");
    next().statusCode(204);
  }

  @Test
  void ofWhomNoNumberIsKnownThePageTakesCare() {
    UUID subject = Peers.add(new Peers.Person(null, "N", "en", "active"));
    announce("email", "telephone");
    next().statusCode(204);
    assertThat(state(subject)).isEqualTo("unreachable no-number 1");
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 1);
  }

  private static UUID toCall(String language) {
    return Peers.add(new Peers.Person("no address", "C", language, "active", PHONE));
  }

  private void announce(String... channels) {
    campaign = Api.tell(document, "2", clock.now().plus(Duration.ofDays(31)), channels);
    await(snapshot.readAll());
    await(mailing.sendAll());
  }

  private void state(String wanted) {
    Api.dpo()
        .body(Map.of("state", wanted))
        .put(V1 + "/campaigns/{id}/state", campaign)
        .then()
        .statusCode(200);
  }

  private String list() {
    return "notice-" + campaign;
  }

  private ValidatableResponse next() {
    return Api.as(support()).post(V1 + "/call-lists/" + list() + "/calls").then();
  }

  private ValidatableResponse settle(JsonPath call, String outcome, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("outcome", outcome);
    body.put("subjectId", call.getString("subjectId"));
    body.put("lease", call.getString("lease"));
    return Api.as(support())
        .body(body)
        .put(V1 + "/call-lists/" + list() + "/calls/" + call.getString("callId") + "/outcome")
        .then();
  }

  private static String support() {
    return TestTokens.person("support").audience("notification").token();
  }

  private void leaseEnds(UUID subject) {
    await(
        pool.preparedQuery(
                "update delivery_claim set until = to_timestamp(0) where $1 = any(subjects)")
            .execute(Tuple.of(subject)));
    open();
  }

  private void dueNow(UUID subject) {
    due(subject, "planned");
    due(subject, "deferred");
  }

  private void due(UUID subject, String state) {
    await(
        pool.preparedQuery(
                "update delivery set due_at = to_timestamp(0)"
                    + " where subject_id = $1 and state = $2 and due_at is not null")
            .execute(Tuple.of(subject, state)));
    open();
  }

  private void open() {
    await(
        pool.query(
                "update campaign_bucket set next_due = to_timestamp(0), settled = false where campaign_id = '%s' and channel = 'telephone'"
                    .formatted(campaign))
            .execute());
  }

  private String state(UUID subject) {
    return await(
        pool.preparedQuery(
                "select case when held then 'sending' else state end as state, reason,"
                    + " attempt + held::int as attempt from (select *, exists (select from"
                    + " delivery_claim k where k.channel = d.channel and subject_id = any(subjects))"
                    + " as held from delivery d where subject_id = $1 and channel = 'telephone')")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next())
            .map(
                row ->
                    row.getString("state")
                        + " "
                        + row.getString("reason")
                        + " "
                        + row.getInteger("attempt")));
  }

  private List<String> told(UUID subject) {
    return await(
        pool.preparedQuery("select body from outbox_event where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(
                rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("body"))
                        .toList()));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
