package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.store.FolderException;
import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.bounce.BounceMailbox;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.posting.Postings;
import io.habeas.notification.reachability.Reachabilities;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes back of a notice, read from a real mailbox, and what follows. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(180)
class BouncesTest {
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject BounceMailbox mailbox;
  @Inject Reachabilities reachabilities;
  @Inject Postings postings;
  @Inject Sealer sealer;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "bounces-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aPermanentFailureTakesTheAcceptanceBackAndThePageTakesOver() throws Exception {
    UUID lost = person("lost@people.test");
    UUID told = person("told@people.test");
    UUID campaign = announceAndSend("email");
    assertThat(Api.counts(campaign)).containsEntry("accepted", 2);

    bounce("01-postfix-user-unknown", ReturnPath.tokenOf("lost@people.test"));
    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1).containsEntry("bounced", 1);
    assertThat(Api.campaign(campaign))
        .containsEntry("covered", 1)
        .containsEntry("lateBounces", 1)
        .containsEntry("state", "completed");
    Api.dpo()
        .get(V1 + "/campaigns/{id}/covered", campaign)
        .then()
        .body("covered.subjectId", equalTo(List.of(lost.toString())))
        .body("covered[0].reason", equalTo("bounce-5.1.1"));
    Api.customer(lost)
        .get(V1 + "/subjects/{id}/notices?document={d}", lost, document)
        .then()
        .body("notices[0].state", equalTo("bounced"))
        .body("notices[0].acceptedAt", notNullValue())
        .body("notices[0].bouncedAt", notNullValue())
        .body("notices[0].relay.code", equalTo(250))
        .body("notices[0].reports[0].kind", equalTo("failed"))
        .body("notices[0].reports[0].status", equalTo("5.1.1"));
    Api.customer(told)
        .get(V1 + "/subjects/{id}/notices?document={d}", told, document)
        .then()
        .body("notices[0].state", equalTo("accepted"))
        .body("notices[0].bouncedAt", nullValue());
    assertThat(waiting()).isZero();

    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2")
        .statusCode(409)
        .body("missing", equalTo(1))
        .body("missingSubjects", equalTo(List.of(lost.toString())))
        .body("reasons", hasItem("not-posted"));
    clock.advance(Duration.ofDays(-31));
    await(postings.probeDue());
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);
    Api.customer(lost)
        .get(V1 + "/subjects/{id}/binding?document={d}&on={day}", lost, document, day())
        .then()
        .body("version", equalTo("2"))
        .body("by", equalTo("posting"))
        .body("noticeBouncedAt", notNullValue());
  }

  @Test
  void theNextChannelTakesOverAndTheCampaignGoesOn() throws Exception {
    UUID lost = person("lost@people.test");
    UUID campaign = announceAndSend("email", "sms");
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");

    bounce("24-qmail-no-mailbox", ReturnPath.tokenOf("lost@people.test"));
    await(mailbox.readAll());

    assertThat(Api.campaign(campaign))
        .containsEntry("state", "running")
        .containsEntry("covered", 0);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", lost)
        .then()
        .body("notices.find { it.channel == 'email' }.followedBy", equalTo("sms"))
        .body("notices.find { it.channel == 'sms' }.state", equalTo("planned"));
  }

  @Test
  void subjectServiceHearsOfItOnceItListens() throws Exception {
    UUID lost = person("lost@people.test");
    person("full@people.test");
    announceAndSend("email");
    await(pool.query("delete from reachability_report").execute());
    bounce("01-postfix-user-unknown", ReturnPath.tokenOf("lost@people.test"));
    bounce("09-mailbox-full-failed", ReturnPath.tokenOf("full@people.test"));
    await(mailbox.readAll());

    Peers.subjectHears(false);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> await(reachabilities.tellAll()));
    Peers.subjectHears(true);
    await(
        pool.query("update reachability_report set due_at = due_at - interval '1 hour'").execute());
    await(reachabilities.tellAll());
    await(reachabilities.tellAll());

    assertThat(Peers.reachability()).hasSize(1);
    assertThat(Peers.reachability().getFirst().get("subjectId").asText())
        .isEqualTo(lost.toString());
    assertThat(Peers.reachability().getFirst().get("contactPointId").asText())
        .isEqualTo(Peers.contactPoint("lost@people.test").toString());
    assertThat(Peers.reachability().getFirst().get("state").asText()).isEqualTo("unreachable");
  }

  @Test
  void whatIsNotAFailureForGoodTakesNothingBack() throws Exception {
    UUID subject = person("a@people.test");
    UUID campaign = announceAndSend("email");
    String token = ReturnPath.tokenOf("a@people.test");
    int processed = 0;
    for (Path message : corpus()) {
      if (!expected(message).contains("kind=FAILED")) {
        bounce(name(message), token);
        processed++;
      }
    }
    assertThat(processed).isGreaterThan(25);
    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1);
    assertThat(Api.campaign(campaign)).containsEntry("complaints", 4);
    assertThat(waiting()).isZero();
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body("notices[0].state", equalTo("accepted"))
        .body("notices[0].reports.kind", hasItem("delayed"))
        .body("notices[0].reports.findAll { it.kind == 'complaint' }.status", hasItem("abuse"));
  }

  @Test
  void forgedDuplicatedAndForeignBouncesChangeNothing() throws Exception {
    person("a@people.test");
    person("b@people.test");
    UUID campaign = announceAndSend("email");
    String token = ReturnPath.tokenOf("a@people.test");
    String turned =
        token.substring(0, 20) + (token.charAt(20) == '0' ? '1' : '0') + token.substring(21);
    for (String forged : List.of(turned, "0".repeat(53), "v".repeat(53))) {
      bounce("01-postfix-user-unknown", forged);
    }
    bounce("22-no-token", "");
    await(mailbox.readAll());
    assertThat(Api.counts(campaign)).containsEntry("accepted", 2);

    IntStream.range(0, 5).forEach(_ -> bounce("01-postfix-user-unknown", token));
    bounce("26-exim-failed", token);
    await(mailbox.readAll());
    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1).containsEntry("bounced", 1);
    assertThat(Api.campaign(campaign)).containsEntry("lateBounces", 1);
    assertThat(entries("notice.bounced", document)).isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void aBounceAfterTheVersionBindsIsToldAndUndoesNothing() throws Exception {
    UUID subject = person("late@people.test");
    UUID campaign = announceAndSend("email", "sms");
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);

    bounce("01-postfix-user-unknown", ReturnPath.tokenOf("late@people.test"));
    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1);
    assertThat(Api.campaign(campaign)).containsEntry("state", "completed");
    Api.customer(subject)
        .get(V1 + "/subjects/{id}/notices", subject)
        .then()
        .body("notices.size()", equalTo(1))
        .body("notices[0].state", equalTo("accepted"))
        .body("notices[0].bouncedAt", notNullValue());
    Api.customer(subject)
        .get(V1 + "/subjects/{id}/binding?document={d}&on={day}", subject, document, day())
        .then()
        .body("by", equalTo("notice"))
        .body("noticeBouncedAt", notNullValue());
  }

  @Test
  void bothTheAcceptanceAndTheBounceAreProvable() throws Exception {
    UUID subject = person("lost@people.test");
    UUID campaign = announceAndSend("email");
    bounce("01-postfix-user-unknown", ReturnPath.tokenOf("lost@people.test"));
    await(mailbox.readAll());
    await(sealer.seal());

    for (String of : List.of("acceptance", "bounce")) {
      byte[] proof =
          Api.customer(subject)
              .get(V1 + "/subjects/{s}/notices/{c}/proof?of={of}", subject, campaign, of)
              .then()
              .statusCode(200)
              .extract()
              .asByteArray();
      Verdict verdict = new ProofVerifier().verify(proof);
      assertThat(verdict).as(verdict.lines().toString()).isInstanceOf(Verdict.Holds.class);
      assertThat(verdict.lines().toString())
          .contains(of.equals("bounce") ? "notice.bounced" : "outcome: accepted");
    }
  }

  @Test
  void anErasedPersonsBounceIsNotRecorded() throws Exception {
    UUID subject = person("gone@people.test");
    announceAndSend("email");
    String token = ReturnPath.tokenOf("gone@people.test");
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.erased","subject":"%s",
              "time":"%s","datacontenttype":"application/json","sequence":1,"data":{}}]
            """
                .formatted(UUID.randomUUID(), subject, clock.now()))
        .post(V1 + "/events")
        .then()
        .statusCode(204);

    bounce("01-postfix-user-unknown", token);
    await(mailbox.readAll());

    long rows =
        await(
                pool.preparedQuery(
                        "select (select count(*) from ledger_record where subject_id = $1)"
                            + " + (select count(*) from ledger_member where subject_id = $1) as n")
                    .execute(io.vertx.mutiny.sqlclient.Tuple.of(subject)))
            .iterator()
            .next()
            .getLong("n");
    assertThat(rows).isZero();
    assertThat(waiting()).isZero();
  }

  @Test
  void whatCannotBeProcessedIsLeftAloneAndTheRestGoesOn() throws Exception {
    person("a@people.test");
    person("b@people.test");
    UUID campaign = announceAndSend("email");
    await(
        pool.query(
                "alter table bounce_mail add constraint broken check (kind <> 'complaint') not valid")
            .execute());
    try {
      bounce("54-complaint-abuse", ReturnPath.tokenOf("a@people.test"));
      bounce("01-postfix-user-unknown", ReturnPath.tokenOf("b@people.test"));
      for (int i = 0; i < 4; i++) {
        await(mailbox.readAll());
      }
    } finally {
      await(pool.query("alter table bounce_mail drop constraint broken").execute());
    }

    assertThat(Api.counts(campaign)).containsEntry("bounced", 1).containsEntry("accepted", 1);
    assertThat(waiting()).isEqualTo(1);
    await(mailbox.readAll());
    assertThat(Api.campaign(campaign)).containsEntry("complaints", 0);
  }

  @Test
  void whileAnotherReplicaReadsTheMailboxThisOneDoesNot() throws Exception {
    person("a@people.test");
    UUID campaign = announceAndSend("email");
    await(mailbox.readAll());
    bounce("01-postfix-user-unknown", ReturnPath.tokenOf("a@people.test"));
    await(
        pool.query(
                "update mailbox_lease set holder = gen_random_uuid(), until = until + interval '1 hour'")
            .execute());
    await(mailbox.readAll());
    assertThat(Api.counts(campaign)).containsEntry("accepted", 1);

    await(pool.query("update mailbox_lease set until = until - interval '2 hours'").execute());
    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("bounced", 1);
  }

  /** Most of it is never fetched. */
  @Test
  void aHugeMessageIsProcessedByItsBeginning() throws Exception {
    person("huge@people.test");
    UUID campaign = announceAndSend("email");
    byte[] start = message("01-postfix-user-unknown", ReturnPath.tokenOf("huge@people.test"));
    byte[] huge = Arrays.copyOf(start, 50 * 1024 * 1024);
    Arrays.fill(huge, start.length, huge.length, (byte) 'x');
    for (int i = start.length; i < huge.length; i += 76) {
      huge[i] = '\n';
    }
    Peers.bounce(huge);

    await(mailbox.readAll());

    assertThat(Api.counts(campaign)).containsEntry("bounced", 1);
    assertThat(waiting()).isZero();
  }

  private UUID person(String address) {
    return Peers.add(new Peers.Person(address, "P", "en", "active"));
  }

  private UUID announceAndSend(String... channels) {
    UUID campaign =
        Api.tell(document, "2", clock.now().plus(Duration.ofDays(30)).plusSeconds(20), channels);
    await(snapshot.readAll());
    await(mailing.sendAll());
    return campaign;
  }

  private static void bounce(String name, String token) {
    Peers.bounce(message(name, token));
  }

  private static byte[] message(String name, String token) {
    try {
      return new String(
              Files.readAllBytes(Path.of("src/test/resources/bounces", name + ".eml")),
              StandardCharsets.ISO_8859_1)
          .replace("{{TOKEN}}", token)
          .replace("{{TOKEN_UPPER}}", token.toUpperCase(java.util.Locale.ROOT))
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> corpus() throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/bounces"))) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
  }

  private static String name(Path message) {
    return message.getFileName().toString().replace(".eml", "");
  }

  private static String expected(Path message) throws IOException {
    return Files.readString(Path.of(message.toString().replace(".eml", ".expected")));
  }

  private static int waiting() throws FolderException {
    var user = Peers.relay().getUserManager().getUser(Peers.BOUNCES);
    return Peers.relay().getManagers().getImapHostManager().getInbox(user).getMessageCount();
  }

  private long entries(String action, String policy) {
    return await(
            pool.preparedQuery(
                    "select count(*) as n from ledger_entry e join ledger_record r"
                        + " on r.entry_id = e.id and r.log = e.log"
                        + " where e.action = $1 and r.record::text like '%' || $2 || '%'")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(action, "\"" + policy + "\"")))
        .iterator()
        .next()
        .getLong("n");
  }

  private String day() {
    return clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
