package io.habeas.notification.mailing;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Ledger;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.Api;
import io.habeas.notification.Peers;
import io.habeas.notification.ReturnPath;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.bounce.BounceMailbox;
import io.habeas.notification.bounce.WitnessedBounces;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.reachability.Reachabilities;
import io.habeas.notification.sms.SmsParts;
import io.habeas.postgres.testing.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What came back since the backup that a database was restored from, and whose mails are gone. A
 * backup here is of the tables that a mailing writes; a service that starts is a new memory.
 */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(180)
class RestoredDatabaseTest {
  private static final List<String> TABLES =
      List.of(
          "campaign",
          "campaign_bucket",
          "campaign_tally",
          "delivery",
          "delivery_claim",
          "delivery_report",
          "witnessed_batch",
          "bounce_mail",
          "bounce_untold",
          "membership");
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject OtherChannels others;
  @Inject BounceMailbox mailbox;
  @Inject SmsParts parts;
  @Inject MovableClock clock;
  @Inject Pool pool;

  @Inject Witness witness;
  @Inject Ledger ledger;
  @Inject Deliveries deliveries;
  @Inject Entries entries;
  @Inject Reachabilities reachabilities;
  @Inject WitnessedBounces bounces;
  @Inject Campaigns campaigns;
  @Inject Policies policies;
  @Inject MeterRegistry meters;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "restored-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whoseNoticeCameBackSinceDoesNotCountAsTold() {
    UUID lost = person("lost@people.test");
    UUID told = person("told@people.test");
    UUID campaign = announce("email");
    send();
    backUp();
    bounce("lost@people.test");
    restore();
    assertThat(Api.counts(campaign)).containsEntry("accepted", 2);

    await(started(witness).all());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1).containsEntry("bounced", 1);
    assertThat(Api.campaign(campaign)).containsEntry("covered", 1).containsEntry("lateBounces", 1);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices?document={d}", lost, document)
        .then()
        .body("notices[0].state", equalTo("bounced"))
        .body("notices[0].acceptedAt", notNullValue())
        .body("notices[0].bouncedAt", notNullValue())
        .body("notices[0].reports.size()", equalTo(1))
        .body("notices[0].reports[0].status", equalTo("5.1.1"));
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2")
        .statusCode(409)
        .body("missingSubjects", equalTo(List.of(lost.toString())));
    assertThat(told).isNotEqualTo(lost);
  }

  /** The acceptance is the witness's as well, and comes before what undoes it. */
  @Test
  void ofABackupFromBeforeTheMailingTheAcceptanceIsTakenOverAndThenTakenBack() {
    UUID lost = person("lost@people.test");
    person("told@people.test");
    UUID campaign = announce("email", "sms");
    await(snapshot.readAll());
    backUp();
    send();
    bounce("lost@people.test");
    restore();
    int letters = Peers.relay().getReceivedMessages().length;

    await(started(witness).all());
    send();

    assertThat(Peers.relay().getReceivedMessages()).hasSize(letters);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices?document={d}", lost, document)
        .then()
        .body("notices.find { it.channel == 'email' }.state", equalTo("bounced"))
        .body("notices.find { it.channel == 'email' }.acceptedAt", notNullValue())
        .body("notices.find { it.channel == 'email' }.followedBy", equalTo("sms"));
    assertThat(Api.counts(campaign)).containsEntry("accepted", 1);
  }

  /** It came back, so it was out: it is not sent to where it came back from once more. */
  @Test
  void whatCameBackOfAnAttemptInDoubtIsNotSentAgain() {
    UUID lost = person("lost@people.test");
    UUID campaign = announce("email");
    await(snapshot.readAll());
    backUp();
    send();
    bounce("lost@people.test");
    restore();

    await(started(new WithoutAcceptances(witness)).all());
    Peers.clear();
    send();

    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
    assertThat(Api.counts(campaign)).containsEntry("bounced", 1);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices?document={d}", lost, document)
        .then()
        .body("notices[0].state", equalTo("bounced"));
  }

  @Test
  void takenOverTwiceItChangesNothing() {
    UUID lost = person("lost@people.test");
    UUID campaign = announce("email");
    send();
    bounce("lost@people.test");
    await(
        pool.preparedQuery("delete from witnessed_batch where campaign_id = $1")
            .execute(Tuple.of(campaign)));

    await(started(witness).all());
    await(started(witness).all());

    assertThat(Api.campaign(campaign)).containsEntry("lateBounces", 1).containsEntry("covered", 1);
    assertThat(recorded(lost)).isEqualTo(1);
  }

  @Test
  void whatCameTooLateUndoesNothingHereEither() {
    UUID late = person("late@people.test");
    UUID campaign = announce("email");
    send();
    backUp();
    binds("1", "superseded");
    binds("2", "in-force");
    bounce("late@people.test");
    binds("2", "announced");
    binds("1", "in-force");
    restore();

    await(started(witness).all());

    assertThat(Api.counts(campaign)).containsEntry("accepted", 1);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices?document={d}", late, document)
        .then()
        .body("notices[0].state", equalTo("accepted"))
        .body("notices[0].bouncedAt", notNullValue());
  }

  private void binds(String label, String state) {
    await(
        pool.preparedQuery(
                "update policy_version set state = $3 where document = $1 and label = $2")
            .execute(Tuple.of(document, label, state)));
  }

  @Test
  void ofWhoIsErasedMeanwhileNothingIsRecorded() {
    UUID gone = person("gone@people.test");
    announce("email");
    send();
    backUp();
    bounce("gone@people.test");
    restore();
    long before = recorded(gone);
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.erased","subject":"%s",
              "time":"%s","datacontenttype":"application/json","sequence":1,"data":{}}]
            """
                .formatted(UUID.randomUUID(), gone, clock.now()))
        .post(V1 + "/events")
        .then()
        .statusCode(204);

    await(started(witness).all());

    assertThat(before).isEqualTo(1);
    assertThat(recorded(gone)).isZero();
  }

  @Test
  void aBadReceiptSinceIsKnownToo() {
    UUID subject = Peers.add(new Peers.Person("no address", "R", "en", "active", "+4930901003"));
    UUID campaign = announce("email", "sms");
    send();
    backUp();
    Peers.centre()
        .receipt("id:" + Peers.centre().lastId() + " sub:001 dlvrd:000 stat:UNDELIV err:001");
    await(parts.apply());
    assertThat(Api.campaign(campaign)).containsEntry("lateBounces", 1);
    restore();

    await(started(witness).all());

    Api.dpo()
        .get(V1 + "/subjects/{id}/notices?document={d}", subject, document)
        .then()
        .body("notices.find { it.channel == 'sms' }.state", equalTo("bounced"))
        .body("notices.find { it.channel == 'sms' }.reports[0].status", equalTo("receipt-undeliv"));
    assertThat(Api.campaign(campaign)).containsEntry("covered", 1);
  }

  @Test
  void theWitnessIsToldOfNobodysAddress() {
    person("lost@people.test");
    UUID campaign = announce("email");
    send();
    bounce("lost@people.test");

    String stream = "bounces/" + campaign;
    assertThat(witness.names(stream)).hasSize(1);
    String record =
        new String(witness.read(stream, witness.names(stream).getFirst()), StandardCharsets.UTF_8);
    assertThat(record).contains("5.1.1", "takenBack").doesNotContain("@", "people.test", "lost");
  }

  /** As a process that has just started. */
  private CatchUp started(Witness known) {
    return new CatchUp(
        campaigns,
        policies,
        new Bookkeeping(pool, known, ledger, deliveries, entries, reachabilities, bounces, meters));
  }

  /** Of what was in doubt it was never told. */
  private record WithoutAcceptances(Witness all) implements Witness {
    @Override
    public void append(String stream, String name, byte[] record) {
      all.append(stream, name, record);
    }

    @Override
    public List<String> names(String stream) {
      return stream.startsWith("notices/") ? List.of() : all.names(stream);
    }

    @Override
    public byte[] read(String stream, String name) {
      return all.read(stream, name);
    }
  }

  private void backUp() {
    TABLES.forEach(
        table -> {
          await(pool.query("drop table if exists backup_" + table).execute());
          await(pool.query("create table backup_%s as table %s".formatted(table, table)).execute());
        });
  }

  private void restore() {
    await(
        pool.withTransaction(
            tx ->
                tx.query(
                        "set local session_replication_role = replica;"
                            + String.join(
                                ";",
                                TABLES.stream()
                                    .map(
                                        table ->
                                            "delete from %s; insert into %s select * from backup_%s"
                                                .formatted(table, table, table))
                                    .toList()))
                    .execute()));
  }

  private static UUID person(String address) {
    return Peers.add(new Peers.Person(address, "P", "en", "active"));
  }

  private UUID announce(String... channels) {
    return Api.tell(document, "2", clock.now().plus(Duration.ofDays(30)).plusSeconds(20), channels);
  }

  /** A relay that closed a session of the tests before this one rests for a second. */
  private void send() {
    await(snapshot.readAll());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              await(mailing.sendAll());
              await(others.sendAll());
              return waiting() == 0;
            });
  }

  private long waiting() {
    return await(
        pool.preparedQuery(
                "select count(*) as n from delivery d join campaign c on c.id = d.campaign_id"
                    + " where c.document = $1 and d.state = 'planned'")
            .execute(Tuple.of(document))
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  /** It comes back, is read and is gone. */
  private void bounce(String recipient) {
    try {
      String token = ReturnPath.tokenOf(recipient);
      Peers.bounce(
          Files.readString(
                  Path.of("src/test/resources/bounces/01-postfix-user-unknown.eml"),
                  StandardCharsets.ISO_8859_1)
              .replace("{{TOKEN}}", token)
              .getBytes(StandardCharsets.ISO_8859_1));
      await(mailbox.readAll());
      var user = Peers.relay().getUserManager().getUser(Peers.BOUNCES);
      assertThat(Peers.relay().getManagers().getImapHostManager().getInbox(user).getMessageCount())
          .isZero();
    } catch (IOException | MessagingException | com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often the ledger says that it came back. */
  private long recorded(UUID subject) {
    return await(
        pool.preparedQuery(
                "select count(*) as n from ledger_entry e join ledger_record r"
                    + " on r.entry_id = e.id and r.log = e.log"
                    + " where e.action = 'notice.bounced' and r.subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
