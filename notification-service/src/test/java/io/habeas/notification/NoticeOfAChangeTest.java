package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.campaign.Rates;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.posting.Postings;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One change, from its announcement to the proof that somebody was told of it. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class NoticeOfAChangeTest {
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Deliveries deliveries;
  @Inject Postings postings;
  @Inject Sealer sealer;
  @Inject Witness witness;
  @Inject Rates rates;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    // What other tests left running would be sent by this one's rounds.
    pool.query("update campaign set state = 'paused' where state = 'running'")
        .execute()
        .await()
        .atMost(Duration.ofSeconds(10));
    document = "privacy-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  /** Or a table that has just grown is read whole for a batch of keys. */
  @Test
  void plansAreMadeWithoutValues() {
    assertThat(
            pool.query("show plan_cache_mode")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getString(0))
        .isEqualTo("force_generic_plan");
  }

  /** Whatever a test has done: what is kept as it changes is what the rows say. */
  @AfterEach
  void theTalliesAreTheRows() {
    String rows =
        """
        select campaign_id, state as fact, count(*) as n from delivery group by 1, 2
        union all
        select campaign_id, 'doubted', count(*) from delivery where doubts > 0 group by 1
        """;
    String kept =
        "select campaign_id, replace(state, '-followed', '') as fact, sum(n)::bigint as n"
            + " from campaign_tally where state not in ('late-bounce', 'complaint')"
            + " group by 1, 2 having sum(n) <> 0";
    assertThat(facts(kept)).isEqualTo(facts(rows));

    String accepted =
        "select campaign_id, date_trunc('minute', settled_at)::text as fact, count(*) as n"
            + " from delivery where state = 'accepted' group by 1, 2";
    String paced =
        "select campaign_id, minute::text as fact, sum(n)::bigint as n from campaign_pace"
            + " group by 1, 2 having sum(n) <> 0";
    assertThat(facts(paced)).isEqualTo(facts(accepted));
  }

  private Map<String, Long> facts(String query) {
    Map<String, Long> facts = new TreeMap<>();
    for (Row row : pool.query(query).execute().await().atMost(Duration.ofSeconds(10))) {
      facts.put(row.getUUID("campaign_id") + " " + row.getString("fact"), row.getLong("n"));
    }
    return facts;
  }

  @Test
  void lessThanThirtyDaysAheadIsRefusedWithTheEarliestLawfulDate() {
    Api.announce(document, "2", clock.now().plus(Duration.ofDays(29)))
        .statusCode(422)
        .body("type", equalTo("urn:habeas:problem:announced-too-late"))
        .body("earliestLawfulDate", containsString("T"));
  }

  @Test
  void everybodyIsToldOnceAndAfterThirtyDaysItIsInForce() {
    List<UUID> people = people(60);
    UUID restricted = Peers.add(new Peers.Person("r@people.test", "R", "en", "restricted"));
    UUID campaign = announceAndSend();

    assertThat(recipients()).hasSize(61).doesNotHaveDuplicates().contains("r@people.test");
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("audienceComplete", true);

    clock.advance(Duration.ofDays(29));
    Api.activate(document, "2")
        .statusCode(409)
        .body("type", equalTo("urn:habeas:problem:notice-incomplete"))
        .body("missing", equalTo(61))
        .body("missingSubjects.size()", equalTo(20))
        .body("reasons", hasItem("told-too-late"));
    clock.advance(Duration.ofDays(1).plusMinutes(1));
    Api.activate(document, "2").statusCode(409).body("reasons", hasItem("not-sealed"));
    await(sealer.seal());
    Api.dpo()
        .get(Api.version(document, "2") + "/guard")
        .then()
        .statusCode(200)
        .body("inForceAllowed", equalTo(true));
    Api.activate(document, "2").statusCode(200).body("state", equalTo("in-force"));
    Api.activate(document, "2").statusCode(200);
    Api.dpo().get(Api.version(document, "1")).then().body("version.state", equalTo("superseded"));

    String today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    Api.customer(restricted)
        .get(V1 + "/subjects/{id}/binding?document={d}&on={day}", restricted, document, today)
        .then()
        .statusCode(200)
        .body("version", equalTo("2"))
        .body("by", equalTo("notice"));
    Api.dpo()
        .get(
            V1 + "/policies/{d}/binding?subjectId={id}&on={day}",
            document,
            people.getFirst(),
            clock.now().minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC).toLocalDate().toString())
        .then()
        .statusCode(200)
        .body("version", equalTo("1"));
  }

  @Test
  void eachIsToldInTheirLanguageUnderAMessageIdOfTheirOwn() throws MessagingException {
    Peers.add(new Peers.Person("de@people.test", "Jürgen \r\nBcc: x@y.test", "de-AT", "active"));
    Peers.add(new Peers.Person("ja@people.test", "山田", "ja", "active"));
    announceAndSend();

    MimeMessage[] mails = Peers.relay().getReceivedMessages();
    Set<String> ids = new HashSet<>();
    for (MimeMessage mail : mails) {
      ids.add(mail.getMessageID());
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getSubject())
          .isEqualTo(
              mail.getAllRecipients()[0].toString().contains("de@")
                  ? "Unsere Datenschutzerklärung"
                  : "Our privacy policy");
    }
    assertThat(ids).hasSize(2).allMatch(id -> id.endsWith("@notices.habeas.example>"));
  }

  @Test
  void whoeverNoMailReachesIsCoveredByThePage() {
    Peers.add(new Peers.Person(null, "No Address", "en", "active"));
    Peers.add(new Peers.Person("not an address", "Broken", "en", "active"));
    announceAndSend();
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2")
        .statusCode(409)
        .body("missing", equalTo(2))
        .body("reasons", hasItem("not-posted"));

    clock.advance(Duration.ofDays(-31));
    await(postings.probeDue());
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);
  }

  @Test
  void whoeverIsErasedGetsNothingAndIsNotMissing() {
    UUID gone = people(1).getFirst();
    Api.announce(document, "2", inThirtyDays()).statusCode(200);
    await(snapshot.readAll());
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(event(gone, "subject.erased", 1))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
    await(mailing.sendAll());

    assertThat(recipients()).isEmpty();
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);
  }

  @Test
  void aProofVerifiesOfflineAndAChangedByteDoesNot() {
    UUID subject = people(5).getFirst();
    UUID campaign = announceAndSend();
    Api.customer(subject).get(proof(subject, campaign)).then().statusCode(409);
    await(sealer.seal());

    byte[] document =
        Api.customer(subject)
            .get(proof(subject, campaign))
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();

    String key =
        given()
            .get(V1 + "/ledger/keys/" + clock.now().atOffset(ZoneOffset.UTC).getYear())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("key");
    Verdict verdict = new ProofVerifier(NoteKey.parse(key)).verify(document);
    assertThat(verdict).as(verdict.lines().toString()).isInstanceOf(Verdict.Holds.class);
    assertThat(new String(document, StandardCharsets.UTF_8)).doesNotContain("people.test");
    document[document.length / 2] ^= 1;
    assertThat(new ProofVerifier().verify(document)).isInstanceOf(Verdict.Fails.class);
    Api.customer(UUID.randomUUID()).get(proof(subject, campaign)).then().statusCode(404);
  }

  @Test
  void aProofUnderAMovedClockSaysSo() {
    UUID subject = people(1).getFirst();
    clock.advance(Duration.ofDays(3));
    UUID campaign = announceAndSend();
    await(sealer.seal());

    byte[] document = Api.dpo().get(proof(subject, campaign)).then().extract().asByteArray();

    assertThat(new ProofVerifier().verify(document).lines())
        .anyMatch(line -> line.contains("CLOCK MOVED"));
  }

  @Test
  void aLostLanesDeliveriesAreSentByAnother() {
    people(30);
    UUID campaign = announce();
    await(snapshot.readAll());
    Claim lost = await(deliveries.claim(campaign, Channel.EMAIL, 10, Duration.ofMillis(1)));
    assertThat(lost.deliveries()).hasSize(10);

    await(mailing.sendAll());

    assertThat(recipients()).hasSize(30).doesNotHaveDuplicates();
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("sentAgain", 0);
  }

  @Test
  void ofALostLaneOnlyWhatItHadBegunAndNobodyKnowsOfIsInDoubt() {
    people(30);
    UUID campaign = announce();
    await(snapshot.readAll());
    Claim lost = await(deliveries.claim(campaign, Channel.EMAIL, 10, Duration.ofMillis(1)));
    List<Claim.Claimed> ten = lost.deliveries();
    try (Witness.Notes notes = witness.notes("notices/" + campaign, lost.lease().toString())) {
      String taken = accepted(ten.subList(0, 2));
      String[] lines = taken.substring(1, taken.length() - 1).split("(?<=}),");
      note(
          notes,
          ten.stream()
              .map(each -> each.subjectId().toString())
              .collect(Collectors.joining(",", "{\"claimed\":\"", "\"}\n")));
      for (int i = 0; i < 4; i++) {
        note(notes, "{\"begun\":\"" + ten.get(i).subjectId() + "\"}\n");
        if (i < lines.length) {
          note(notes, lines[i] + "\n");
        }
      }
      note(notes, "{\"begun\":\"torn");
    }

    await(mailing.sendAll());

    assertThat(recipients()).hasSize(28).doesNotHaveDuplicates();
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("sentAgain", 2);
  }

  private static void note(Witness.Notes notes, String text) {
    notes.add(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheWitnessKnowsIsNotSentAgain() {
    people(30);
    UUID campaign = announce();
    await(snapshot.readAll());
    Claim killed = await(deliveries.claim(campaign, Channel.EMAIL, 10, Duration.ofMillis(1)));
    witness.append(
        "notices/" + campaign,
        killed.lease().toString(),
        accepted(killed.deliveries()).getBytes(StandardCharsets.UTF_8));

    await(mailing.sendAll());

    assertThat(recipients()).hasSize(20);
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
    await(sealer.seal());
    for (Claim.Claimed told : killed.deliveries()) {
      Api.dpo().get(proof(told.subjectId(), campaign)).then().statusCode(200);
    }
  }

  @Test
  void aPausedCampaignSendsNothingUntilItIsResumed() {
    people(10);
    UUID campaign = announce();
    await(snapshot.readAll());
    state(campaign, "paused");
    state(campaign, "paused");

    await(mailing.sendAll());
    assertThat(recipients()).isEmpty();

    state(campaign, "running");
    await(mailing.sendAll());
    assertThat(recipients()).hasSize(10);
  }

  @Test
  void aRateIsSharedByAllLanesAndChangedWhileTheCampaignRuns() {
    people(30);
    UUID campaign = announce();
    await(snapshot.readAll());
    rate(campaign, "{\"perSecond\":10}").statusCode(200);
    assertThat(await(rates.turn(campaign, 500))).isEqualTo(10);
    assertThat(await(rates.turn(campaign, 500))).as("of a second that is used up").isZero();
    rate(campaign, "{\"perSecond\":0}").statusCode(400);

    rate(campaign, "{\"perSecond\":20}").statusCode(200);
    Api.dpo()
        .get(V1 + "/campaigns/{id}/rate", campaign)
        .then()
        .statusCode(200)
        .body("perSecond", equalTo(20));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              await(mailing.sendAll());
              return recipients().size() >= 30;
            });
    assertThat(recipients()).hasSize(30).doesNotHaveDuplicates();

    rate(campaign, "{}").statusCode(200);
    assertThat(await(rates.turn(campaign, 500))).isEqualTo(500);
    rate(UUID.randomUUID(), "{\"perSecond\":5}").statusCode(404);
  }

  private static ValidatableResponse rate(UUID campaign, String body) {
    return Api.dpo().body(body).put(V1 + "/campaigns/{id}/rate", campaign).then();
  }

  @Test
  void whileConsentDoesNotAnswerNobodyIsMailedAndNobodyIsLost() {
    people(10);
    UUID campaign = announce();
    await(snapshot.readAll());
    Peers.consentAnswers(false);
    await(mailing.sendAll());

    assertThat(recipients()).isEmpty();
    assertThat(Api.campaign(campaign)).containsEntry("total", 10).containsEntry("sentAgain", 0);
  }

  @Test
  void thePageShowsTheTextAndNoMarkupOfItsAuthor() {
    Api.announce(document, "2", inThirtyDays()).statusCode(200);

    given()
        .get("/policy/" + document)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("In force since"))
        .body(containsString("comes into force on"))
        .body(not(containsString("<script>")));
    given()
        .get("/policy/{d}/versions/2?lang=de", document)
        .then()
        .statusCode(200)
        .body(containsString("Unsere Datenschutzerklärung"));
    given().get("/policy/nothing").then().statusCode(404);
    given().get("/policy/policy.css").then().statusCode(200);
  }

  @Test
  void theProgressOfAMissingCampaignIsAProblem() {
    for (String id : new String[] {UUID.randomUUID().toString(), "no-id"}) {
      Api.dpo()
          .get(V1 + "/campaigns/{id}/progress", id)
          .then()
          .statusCode(404)
          .body("type", org.hamcrest.Matchers.equalTo("urn:habeas:problem:not-found"));
    }
  }

  @Test
  void progressIsToldAsEventsWithIds() {
    people(3);
    UUID campaign = announceAndSend();

    String events =
        Api.dpo()
            .accept("text/event-stream")
            .get(V1 + "/campaigns/{id}/progress", campaign)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(events).contains("event:progress").contains("id:").contains("\"accepted\":3");
  }

  @Test
  void aChangeThatIsCalledNotMaterialIsRefused() {
    Api.dpo()
        .body(
            Map.of(
                "label",
                "3",
                "material",
                false,
                "texts",
                List.of(Map.of("language", "en", "title", "T", "summary", "S", "markdown", "M"))))
        .post(V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:habeas:problem:materiality-needs-two"));
    Api.dpo().get(V1 + "/policies").then().body("policies.size()", greaterThan(0));
  }

  @Test
  void hostileTextsAndNamesAreRefusedAndNothingIsStored() {
    for (String hostile : List.of("a\u0000b", "\ud800", "x".repeat(200_001))) {
      Api.dpo()
          .body(
              Map.of(
                  "label",
                  "3",
                  "texts",
                  List.of(
                      Map.of("language", "en", "title", "T", "summary", "S", "markdown", hostile))))
          .post(V1 + "/policies/" + document + "/versions")
          .then()
          .statusCode(400);
    }
    for (String path :
        List.of("/policies/a%00b", "/policies/%2e%2e%2f", "/policies/x'--/versions/1/guard")) {
      int status = Api.dpo().urlEncodingEnabled(false).get(V1 + path).statusCode();
      assertThat(status).as(path).isBetween(400, 404);
    }
    Api.dpo()
        .body("{\"effectiveAt\":\"2027-01-01T00:00:00Z\",\"state\":\"in-force\"}")
        .put(Api.version(document, "2") + "/announcement")
        .then()
        .statusCode(400);
    Api.dpo().get(Api.version(document, "3")).then().statusCode(404);
  }

  @Test
  void fiftyEqualPostsMakeOneVersion() {
    Map<String, Object> body =
        Map.of(
            "label",
            "50",
            "texts",
            List.of(Map.of("language", "en", "title", "T", "summary", "S", "markdown", "M")));
    List<Integer> answers =
        java.util.stream.IntStream.range(0, 50)
            .parallel()
            .mapToObj(
                _ ->
                    Api.dpo()
                        .header("Idempotency-Key", "one-" + document)
                        .body(body)
                        .post(V1 + "/policies/" + document + "/versions")
                        .statusCode())
            .distinct()
            .toList();

    assertThat(answers).containsExactly(201);
  }

  /** As it is noted today and, every other one, as it was when each had an entry of its own. */
  private static String accepted(List<Claim.Claimed> deliveries) {
    List<String> items = new ArrayList<>();
    for (Claim.Claimed each : deliveries) {
      String entry =
          items.size() % 2 == 0 ? "" : "\"entryId\":\"%s\",".formatted(UUID.randomUUID());
      items.add(
          "{\"acceptedAt\":\"%s\",%s\"language\":\"en\",\"subjectId\":\"%s\"}"
              .formatted(
                  Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                  entry,
                  each.subjectId()));
    }
    return "[" + String.join(",", items) + "]";
  }

  private UUID announceAndSend() {
    UUID campaign = announce();
    await(snapshot.readAll());
    await(mailing.sendAll());
    return campaign;
  }

  private UUID announce() {
    return Api.tell(document, "2", inThirtyDays());
  }

  private Instant inThirtyDays() {
    return clock.now().plus(Duration.ofDays(30)).plusSeconds(5);
  }

  private static List<UUID> people(int count) {
    List<UUID> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(
          Peers.add(new Peers.Person("p" + i + "@people.test", "Person " + i, "en", "active")));
    }
    return people;
  }

  private static List<String> recipients() {
    return Arrays.stream(Peers.relay().getReceivedMessages())
        .map(
            mail -> {
              try {
                return ((jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0])
                    .getAddress();
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static void state(UUID campaign, String state) {
    Api.dpo()
        .body(Map.of("state", state))
        .put(V1 + "/campaigns/{id}/state", campaign)
        .then()
        .statusCode(200)
        .body("state", equalTo(state));
  }

  private static String proof(UUID subject, UUID campaign) {
    return V1 + "/subjects/" + subject + "/notices/" + campaign + "/proof";
  }

  private static String event(UUID subject, String type, int sequence) {
    return """
        [{"specversion":"1.0","id":"%s","source":"/subject","type":"%s","subject":"%s",
          "time":"%s","datacontenttype":"application/json","sequence":%d,"data":{}}]
        """
        .formatted(UUID.randomUUID(), type, subject, Instant.now(), sequence);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
