package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.ledger.Sealer;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ledger has of a mailing: a batch is one entry, and each notice in it has its proof. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class LedgerOfNoticesTest {
  /** Deliveries whose entry is sealed and has their subject with the state that they are in. */
  private static final String SETTLED_IN =
      """
      select count(*) as n from delivery d
      join ledger_leaf l on l.entry_id = d.entry_id
      join ledger_member m
        on m.bucket = d.bucket and m.subject_id = d.subject_id and m.entry_id = d.entry_id
      where d.campaign_id = $1 and m.record like '%"outcome":"' || d.state || '"%'
      """;

  /** Batches of the campaign. */
  private static final String ENTRIES =
      """
      select count(*) as n from ledger_record
      where position($1::uuid::text in record) > 0 and position('"group":' in record) > 0
      """;

  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Sealer sealer;
  @Inject Ledger ledger;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "ledger-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aBatchIsOneEntryInWhichEverybodyHasTheirOwnPart() {
    UUID told = person("a@people.test");
    UUID other = person("b@people.test");
    person("not an address");
    Peers.deny(person("c@people.test"), "quiet-hours");
    for (int i = 0; i < 60; i++) {
      person("p" + i + "@people.test");
    }
    UUID campaign = announceAndSend();
    await(sealer.seal());

    assertThat(count(SETTLED_IN, campaign))
        .as("all who are settled, and none who waits")
        .isEqualTo(63);
    assertThat(count(ENTRIES, campaign)).isBetween(1L, 20L);
    Verdict mine = verify(told, campaign);
    assertThat(mine.lines())
        .contains("subject " + told, "  outcome: accepted", "  document: " + document)
        .noneMatch(line -> line.contains(other.toString()));
    assertThat(verify(other, campaign)).isInstanceOf(Verdict.Holds.class);
    Api.dpo()
        .get(V1 + "/subjects/{s}/notices/{c}/proof-page", told, campaign)
        .then()
        .body(containsString("The proof holds"))
        .body(containsString(document));
  }

  /** What there is to prove is that somebody was told. */
  @Test
  void whoWasNotToldHasNoProofOfIt() {
    UUID nowhere = person("not an address");
    UUID campaign = announceAndSend();
    await(sealer.seal());

    Api.customer(nowhere)
        .get(V1 + "/subjects/{id}/notices?document={d}", nowhere, document)
        .then()
        .body("notices[0].state", equalTo("bounced"))
        .body("notices[0].provable", equalTo(false));
    Api.dpo().get(proof(nowhere, campaign)).then().statusCode(404);
  }

  @Test
  void whereNothingIsSettledThereIsNoEntry() {
    person("a@people.test");
    Peers.consentAnswers(false);
    UUID campaign = announceAndSend();

    assertThat(count(SETTLED_IN, campaign)).isZero();
    assertThat(count(ENTRIES, campaign)).isZero();
  }

  /** As the versions before wrote them. */
  @Test
  void aNoticeWithAnEntryOfItsOwnStaysProvable() {
    UUID subject = person("a@people.test");
    UUID campaign = announceAndSend();
    String hash = hashOf(subject);
    UUID own = UuidCreator.getTimeOrderedEpoch();
    Entry entry =
        new Entry(
            "notice.accepted",
            "notification-service",
            subject,
            Map.of("document", document, "languageHash", hash, "channel", "email"));
    await(pool.withTransaction(tx -> ledger.appendAll(tx, Map.of(own, entry))));
    await(
        pool.preparedQuery("update delivery set entry_id = $1 where subject_id = $2")
            .execute(Tuple.of(own, subject)));
    await(sealer.seal());

    assertThat(verify(subject, campaign).lines())
        .anyMatch(line -> line.startsWith("notice.accepted at "))
        .contains("subject " + subject);
    Api.dpo()
        .get(V1 + "/subjects/{s}/notices/{c}/proof-page", subject, campaign)
        .then()
        .body(containsString("The proof holds"))
        .body(containsString(hash));
  }

  private String hashOf(UUID subject) {
    return await(
            pool.preparedQuery(
                    "select record::jsonb->'details'->>'languageHash' as hash from ledger_member"
                        + " where subject_id = $1")
                .execute(Tuple.of(subject)))
        .iterator()
        .next()
        .getString("hash");
  }

  private Verdict verify(UUID subject, UUID campaign) {
    byte[] document =
        Api.customer(subject)
            .get(proof(subject, campaign))
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    Verdict verdict = new ProofVerifier().verify(document);
    assertThat(verdict).as(verdict.lines().toString()).isInstanceOf(Verdict.Holds.class);
    return verdict;
  }

  private UUID announceAndSend() {
    UUID campaign = Api.tell(document, "2", clock.now().plus(Duration.ofDays(30)).plusSeconds(20));
    await(snapshot.readAll());
    await(mailing.sendAll());
    return campaign;
  }

  private long count(String sql, UUID campaign) {
    return await(pool.preparedQuery(sql).execute(Tuple.of(campaign)))
        .iterator()
        .next()
        .getLong("n");
  }

  private static UUID person(String address) {
    return Peers.add(new Peers.Person(address, "Somebody", "en", "active"));
  }

  private static String proof(UUID subject, UUID campaign) {
    return V1 + "/subjects/" + subject + "/notices/" + campaign + "/proof";
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
