package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.notification.ShortMessageCentre.Reaction;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.mailing.OtherChannels;
import io.habeas.notification.sms.SmsParts;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A campaign's notices by text message and automated call, and what is told of them later. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class NoticeByOtherChannelsTest {
  private static final String SMS = "notices.find { it.channel == 'sms' }.";
  private static final String CALLBACK = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject OtherChannels others;
  @Inject SmsParts parts;
  @Inject Sealer sealer;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    Peers.centre().forget();
    CallingHours.noon(clock);
    document = "others-" + ++documents;
    Api.changing(document);
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
    UUID campaign = announce("email", "sms");
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
    assertThat(states(campaign))
        .filteredOn(state -> !state.startsWith("email"))
        .containsExactlyInAnyOrder("sms accepted null", "sms unreachable no-number");
  }

  @Test
  void aChannelThatIsDeniedForGoodFailsAtOnceAndTheNextTakesOver() {
    UUID subject = Peers.add(new Peers.Person("d@people.test", "D", "en", "active", "+4930901008"));
    Peers.deny(subject, "email", "preference");
    Peers.deny(subject, "sms", "do-not-contact");
    UUID campaign = announce("email", "sms", "automated-call");
    send();

    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
    assertThat(Peers.centre().taken()).isEmpty();
    assertThat(Peers.calls(202)).hasSize(1);
    assertThat(states(campaign))
        .containsExactlyInAnyOrder(
            "email unreachable preference",
            "sms unreachable do-not-contact",
            "automated-call accepted null");
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 0);
  }

  @Test
  void whomEveryChannelIsDeniedForGoodThePageCovers() {
    UUID subject = Peers.add(new Peers.Person("d@people.test", "D", "en", "active", "+4930901009"));
    Peers.deny(subject, "do-not-contact");
    UUID campaign = announce("email", "sms", "automated-call");
    send();

    assertThat(states(campaign))
        .containsExactlyInAnyOrder(
            "email unreachable do-not-contact",
            "sms unreachable do-not-contact",
            "automated-call unreachable do-not-contact");
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 1);
  }

  @Test
  void aDenialThatPassesIsWaitedFor() {
    UUID subject = Peers.add(new Peers.Person("no address", "Q", "en", "active", "+4930901010"));
    Peers.deny(subject, "sms", "quiet-hours");
    UUID campaign = announce("email", "sms", "automated-call");
    send();
    assertThat(states(campaign)).contains("sms deferred quiet-hours").hasSize(2);

    Peers.deny(subject, "sms", null);
    dueNow();
    await(others.sendAll());
    assertThat(states(campaign)).contains("sms accepted null").hasSize(2);
  }

  @Test
  void aBadReceiptTakesTheAcceptanceBackOnceAndTheNextChannelTakesOver() {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "en", "active", "+4930901003"));
    UUID campaign = announce("email", "sms", "automated-call");
    send();
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
    String id = Peers.centre().lastId();
    for (int i = 0; i < 2; i++) {
      Peers.centre().receipt("id:" + id + " sub:001 dlvrd:000 stat:UNDELIV err:001");
      await(parts.apply());
    }
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "running")
        .containsEntry("lateBounces", 1);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body(SMS + "state", equalTo("bounced"))
        .body(SMS + "acceptedAt", notNullValue())
        .body(SMS + "bouncedAt", notNullValue())
        .body(SMS + "followedBy", equalTo("automated-call"))
        .body(SMS + "reports.size()", equalTo(1))
        .body(SMS + "reports[0].status", equalTo("receipt-undeliv"));
    assertThat(entries(subject, "notice.bounced")).isEqualTo(1);

    await(others.sendAll());
    assertThat(Peers.calls(202)).hasSize(1);
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
  }

  @Test
  void thatATextMessageArrivedIsKeptAndChangesNothing() {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "en", "active", "+4930901004"));
    UUID campaign = announce("email", "sms");
    send();
    int sent = Peers.centre().taken().size();
    int last = Integer.parseInt(Peers.centre().lastId());
    for (int part = last - sent + 1; part <= last; part++) {
      Peers.centre().receipt("id:%010d stat:DELIVRD err:000".formatted(part));
    }
    await(parts.apply());
    await(parts.apply());
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("lateBounces", 0);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body(SMS + "state", equalTo("accepted"))
        .body(SMS + "reports.kind", equalTo(List.of("delivered")));
  }

  @Test
  void aBadReceiptAfterTheVersionBindsIsToldAndUndoesNothing() {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "en", "active", "+4930901005"));
    UUID campaign = announce("email", "sms", "automated-call");
    send();
    await(sealer.seal());
    clock.advance(Duration.ofDays(32));
    Api.activate(document, "2").statusCode(200);

    Peers.centre().receipt("id:" + Peers.centre().lastId() + " stat:EXPIRED err:001");
    await(parts.apply());
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body("notices.channel", not(hasItem("automated-call")))
        .body(SMS + "state", equalTo("accepted"))
        .body(SMS + "bouncedAt", notNullValue());
  }

  @Test
  void anAutomatedCallThatReachedNobodyIsTakenBack() throws Exception {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "de", "active", "+4930901006"));
    UUID campaign = announce("email", "automated-call");
    send();
    JsonNode asked = new ObjectMapper().readTree(Peers.calls(202).getFirst().body());
    assertThat(asked.at("/data/text").asText()).contains("/policy/" + document);
    assertThat(asked.at("/data/language").asText()).isEqualTo("de");
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");

    for (int i = 0; i < 2; i++) {
      result(asked.at("/data/callId").asText(), "not-reached").statusCode(204);
    }
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body("notices.find { it.channel == 'automated-call' }.state", equalTo("bounced"))
        .body("notices.find { it.channel == 'automated-call' }.reports.size()", equalTo(1));
    assertThat(Api.campaign(campaign)).containsEntry("covered", 1).containsEntry("lateBounces", 1);
    assertThat(entries(subject, "notice.bounced")).isEqualTo(1);
  }

  @Test
  void aResultThatComesBeforeTheAnswerIsKeptIsToBeToldAgain() throws Exception {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "en", "active", "+4930901007"));
    announce("email", "automated-call");
    send();
    String call =
        new ObjectMapper().readTree(Peers.calls(202).getFirst().body()).at("/data/callId").asText();
    state(subject, "sending");
    result(call, "not-reached").statusCode(409);
    state(subject, "accepted");
    result(call, "not-reached").statusCode(204);
  }

  private List<String> states(UUID campaign) {
    return await(
            pool.preparedQuery(
                    "select channel || ' ' || state || ' ' || coalesce(reason, 'null') as told from delivery where campaign_id = $1")
                .execute(Tuple.of(campaign)))
        .stream()
        .map(row -> row.getString("told"))
        .toList();
  }

  private void state(UUID subject, String state) {
    await(
        pool.preparedQuery(
                "update delivery set state = $2 where subject_id = $1 and channel = 'automated-call'")
            .execute(Tuple.of(subject, state)));
  }

  private static ValidatableResponse result(String call, String outcome) throws Exception {
    String body =
        "{\"type\":\"call.completed\",\"data\":{\"callId\":\"%s\",\"outcome\":\"%s\"}}"
            .formatted(call, outcome);
    long now = Instant.now().getEpochSecond();
    return given()
        .contentType("application/json")
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", now)
        .header("webhook-signature", new Webhook(CALLBACK).sign("msg_1", now, body))
        .body(body)
        .post(V1 + "/automated-calls/results")
        .then();
  }

  private void send() {
    await(snapshot.readAll());
    await(mailing.sendAll());
    await(others.sendAll());
  }

  private long entries(UUID subject, String action) {
    return await(
        pool.preparedQuery(
                "select count(*) as n from ledger_entry e join ledger_record r on r.entry_id = e.id and r.log = e.log where e.action = $1 and r.subject_id = $2 and r.record::text like '%takenBack%'")
            .execute(Tuple.of(action, subject))
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  private UUID announce(String... channels) {
    return Api.tell(document, "2", clock.now().plus(Duration.ofDays(31)), channels);
  }

  private void dueNow() {
    await(
        pool.query(
                "update delivery set due_at = to_timestamp(0) where state in ('planned', 'deferred')")
            .execute());
    await(pool.query("update campaign_bucket set next_due = to_timestamp(0)").execute());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
