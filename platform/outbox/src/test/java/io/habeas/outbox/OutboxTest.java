package io.habeas.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.SecurityClock;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ConsumerResource.class)
class OutboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int IMPORTED = 20_000;

  /** Longer than any test takes, so that what is appended by the real time is due. */
  private static final Duration AGES = Duration.ofMinutes(10);

  @Inject Pool pool;
  @Inject Outbox outbox;
  @Inject Delivery delivery;
  @Inject OutboxConfig config;
  @Inject BulkTraffic traffic;

  private final StandingClock clock = new StandingClock();
  private TargetRelay relay;

  /**
   * Stands still while a relay runs: on a busy machine a run may last longer than the shortest
   * waits, and would end them itself.
   */
  private static final class StandingClock extends SecurityClock {
    private volatile Instant now = super.now().plus(AGES);

    @Override
    public Instant now() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  @BeforeEach
  @AfterEach
  void empty() {
    ConsumerResource.reset();
    await(pool.query("truncate outbox_event, outbox_delivery, outbox_sequence").execute());
    relay = replica("consent");
  }

  @Test
  void whatRollsBackIsNeverTold() {
    Uni<Void> failing =
        pool.withTransaction(
            tx -> outbox.append(tx, event(newSubject(), "restricted")).invoke(OutboxTest::fail));

    assertThat(failing.onFailure().recoverWithNull().await().atMost(PATIENCE)).isNull();
    await(relay.run());

    assertThat(ConsumerResource.asked()).isEmpty();
  }

  @Test
  void eventsOfASubjectArriveInOrderWithTheirSequence() {
    UUID subject = newSubject();
    append(event(subject, "registered"), event(subject, "restricted"));
    append(event(subject, "unrestricted"));

    await(relay.run());

    assertThat(ConsumerResource.taken())
        .extracting(CloudEvent::type, CloudEvent::sequence)
        .containsExactly(
            tuple("subject.registered", 1L),
            tuple("subject.restricted", 2L),
            tuple("subject.unrestricted", 3L));
    assertThat(ConsumerResource.taken().getFirst().source()).isEqualTo("/subject");
    assertThat(rows("outbox_event")).isZero();
  }

  @Test
  void manyEventsGoInOneRequest() {
    append(eventsOfNewSubjects(100));

    await(relay.run());

    assertThat(ConsumerResource.asked()).extracting(List::size).containsExactly(100);
  }

  @Test
  void anEventIsStoredOnceForAllItsTargetsAndGoesWithTheLast() {
    append(new Event(newSubject(), "account.closed", Map.of()));
    assertThat(rows("outbox_event")).isOne();
    assertThat(rows("outbox_delivery")).isEqualTo(2);

    await(relay.run());
    assertThat(rows("outbox_event")).isOne();
    await(replica("disclosure").run());

    assertThat(rows("outbox_event")).isZero();
    assertThat(ConsumerResource.taken())
        .hasSize(2)
        .extracting(CloudEvent::id)
        .containsOnly(ConsumerResource.taken().getFirst().id());
  }

  @Test
  void whatACrashLeavesBehindADeliveryIsSwept() {
    append(event(newSubject(), "registered"));
    append(event(newSubject(), "registered"));
    await(pool.query("delete from outbox_delivery where ctid = '(0,1)'").execute());

    await(OutboxStore.sweep(pool));

    assertThat(rows("outbox_event")).isOne();
  }

  @Test
  void onePoisonousEventHoldsNothingButItsOwnSubject() {
    UUID poisonous = newSubject();
    append(eventsOfNewSubjects(60));
    append(event(poisonous, "registered"), event(poisonous, "restricted"));
    append(eventsOfNewSubjects(60));
    ConsumerResource.answer(batch -> isAbout(poisonous, batch) ? 500 : 204);

    await(relay.run());

    assertThat(ConsumerResource.taken()).hasSize(120);
    assertThat(ConsumerResource.asked()).hasSizeLessThan(20);
    assertThat(depth()).isEqualTo(new OutboxStore.Depth(2, 0));

    ConsumerResource.takeAll();
    afterAWhile();
    await(relay.run());
    assertThat(ConsumerResource.taken().subList(120, 122))
        .extracting(CloudEvent::subject, CloudEvent::sequence)
        .containsExactly(tuple(poisonous, 1L), tuple(poisonous, 2L));
  }

  @Test
  void whatIsNeverTakenBecomesADeadLetterIsKeptAndStopsItsSubject() {
    UUID poisonous = newSubject();
    append(event(poisonous, "registered"), event(poisonous, "restricted"));
    ConsumerResource.answer(batch -> 422);

    for (int i = 0; i < 5; i++) {
      await(relay.run());
      afterAWhile();
    }

    assertThat(ConsumerResource.asked()).hasSize(3);
    assertThat(depth()).isEqualTo(new OutboxStore.Depth(1, 1));
  }

  @Test
  void anOutageOfTheTargetIsNoEventsFault() {
    append(eventsOfNewSubjects(50));
    ConsumerResource.answer(batch -> 503);

    for (int i = 0; i < 6; i++) {
      await(relay.run());
      afterPause();
    }
    assertThat(ConsumerResource.asked()).extracting(List::size).containsExactly(50, 1, 1, 1, 1, 1);
    assertThat(depth()).isEqualTo(new OutboxStore.Depth(50, 0));

    ConsumerResource.takeAll();
    afterPause();
    await(relay.run());
    assertThat(ConsumerResource.taken()).hasSize(50);
  }

  @Test
  void anEventThatItsTargetDoesNotSurviveHoldsNoOther() {
    UUID deadly = newSubject();
    append(event(deadly, "registered"));
    append(eventsOfNewSubjects(50));
    ConsumerResource.answer(batch -> isAbout(deadly, batch) ? 503 : 204);

    for (int i = 0; i < 20; i++) {
      await(relay.run());
      afterAWhile();
    }

    assertThat(ConsumerResource.taken()).hasSize(50);
  }

  @Test
  void aKilledRelaysRowsComeBackWhenTheirLeaseEnds() {
    append(event(newSubject(), "restricted"));
    Instant now = Instant.now().plusSeconds(1);

    assertThat(claimAt(now)).hasSize(1);
    assertThat(claimAt(now.plusSeconds(29))).isEmpty();
    assertThat(claimAt(now.plusSeconds(31))).hasSize(1);
  }

  @Test
  void whoHasLostTheLeaseChangesNothing() {
    append(event(newSubject(), "restricted"));
    Instant now = Instant.now().plusSeconds(1);
    Claimed lost = claimAt(now).getFirst();
    Instant later = now.plusSeconds(31);
    assertThat(claimAt(later)).hasSize(1);

    await(OutboxStore.giveBack(pool, "consent", List.of(lost), now));
    await(OutboxStore.again(pool, "consent", lost, now, "late"));
    await(OutboxStore.dead(pool, "consent", lost, now, "late"));

    assertThat(claimAt(later.plusSeconds(1))).isEmpty();
    assertThat(depth()).isEqualTo(new OutboxStore.Depth(1, 0));
  }

  @Test
  void manyReplicasTellEachEventOnce() {
    append(eventsOfNewSubjects(1000));

    await(
        Uni.join()
            .all(replica("consent").run(), replica("consent").run(), replica("consent").run())
            .andFailFast());

    assertThat(ConsumerResource.taken())
        .hasSize(1000)
        .extracting(CloudEvent::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRestrictionDoesNotWaitBehindAnImport() {
    List<Event> imported = List.of(eventsOfNewSubjects(IMPORTED));
    for (int from = 0; from < IMPORTED; from += 500) {
      List<Event> part = imported.subList(from, from + 500);
      inTransaction(tx -> outbox.appendInBulk(tx, part));
    }
    UUID last = imported.getLast().subjectId();
    ConsumerResource.answer(
        batch -> {
          if (ConsumerResource.asked().size() == 3) {
            append(event(last, "restricted"));
          }
          return 204;
        });

    await(relay.run());

    List<CloudEvent> taken = ConsumerResource.taken();
    assertThat(taken).hasSize(IMPORTED + 1);
    int restricted =
        taken.indexOf(
            taken.stream().filter(e -> e.type().equals("subject.restricted")).findAny().get());
    assertThat(restricted).isLessThan(5 * config.batch());
    assertThat(taken.subList(0, restricted))
        .as("what the import told of the same subject came before")
        .anyMatch(event -> event.subject().equals(last));
  }

  @Test
  void anImportIsToldOfWhenItHasEnded() {
    BulkTraffic held = new BulkTraffic(clock);
    TargetRelay beside = replica("consent", held);
    Instant before = Instant.now();
    inTransaction(tx -> outbox.appendInBulk(tx, List.of(eventsOfNewSubjects(BulkTraffic.BULK))));
    append(event(newSubject(), "restricted"));
    assertThat(traffic.lastToTell(before)).isEqualTo(Lane.PROMPT);

    held.comes(BulkTraffic.BULK);
    await(beside.run());
    assertThat(ConsumerResource.taken())
        .extracting(CloudEvent::type)
        .containsExactly("subject.restricted");

    clock.pass(BulkTraffic.QUIET);
    await(beside.run());
    assertThat(ConsumerResource.taken()).hasSize(BulkTraffic.BULK + 1);
  }

  /** Plans are kept, and these were made when the tables were as good as empty. */
  @Test
  void aQueueThatHasGrownIsNotReadWhole() {
    append(eventsOfNewSubjects(60));
    await(relay.run());
    await(pool.query("vacuum analyze outbox_event, outbox_delivery, outbox_sequence").execute());
    append(event(newSubject(), "registered"));
    await(relay.run());
    long read = await(rowsReadWhole());

    for (int i = 0; i < 20; i++) {
      List<Event> some = List.of(eventsOfNewSubjects(500));
      inTransaction(tx -> outbox.appendInBulk(tx, some));
    }
    await(relay.run());

    assertThat(ConsumerResource.taken()).hasSize(10_061);
    assertThat(await(rowsReadWhole()) - read).isLessThan(10_000);
  }

  /** Sessions tell what they have counted once they were idle for a second. */
  private Uni<Long> rowsReadWhole() {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(1_500))
        .chain(
            () ->
                pool.query(
                        """
                        select sum(seq_tup_read)::bigint from pg_stat_user_tables
                        where relname in ('outbox_event', 'outbox_delivery')
                        """)
                    .execute())
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private TargetRelay replica(String target) {
    return replica(target, traffic);
  }

  private TargetRelay replica(String target, BulkTraffic traffic) {
    return new TargetRelay(
        target,
        requireNonNull(config.targets().get(target)).url(),
        pool,
        delivery,
        clock,
        config,
        traffic);
  }

  private List<Claimed> claimAt(Instant now) {
    return await(OutboxStore.claim(pool, "consent", now, now.plus(LEASE), 10, Lane.BULK));
  }

  private static boolean isAbout(UUID subject, List<CloudEvent> batch) {
    return batch.stream().anyMatch(event -> event.subject().equals(subject));
  }

  private static UUID newSubject() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  private static Event event(UUID subject, String what) {
    return new Event(subject, "subject." + what, Map.of("state", "active"));
  }

  private static Event[] eventsOfNewSubjects(int count) {
    return Stream.generate(() -> event(newSubject(), "registered"))
        .limit(count)
        .toArray(Event[]::new);
  }

  private static void fail() {
    throw new IllegalStateException("the change failed");
  }

  private void append(Event... events) {
    inTransaction(tx -> outbox.appendAll(tx, List.of(events)));
  }

  private void inTransaction(Function<SqlConnection, Uni<Void>> work) {
    await(pool.withTransaction(work));
  }

  private OutboxStore.Depth depth() {
    return await(OutboxStore.depth(pool));
  }

  private long rows(String table) {
    return await(pool.query("select count(*) from " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private void afterAWhile() {
    clock.pass(Duration.ofMillis(60));
  }

  /** Longer than the sixth pause in a row. */
  private void afterPause() {
    clock.pass(Duration.ofMillis(700));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
