package io.habeas.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ConsumerResource.class)
class OutboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Pool pool;
  @Inject Outbox outbox;
  @Inject Relay relay;
  @Inject Inbox inbox;
  @Inject ObjectMapper json;

  @BeforeEach
  @AfterEach
  void empty() {
    ConsumerResource.reset();
    await(pool.query("truncate outbox, outbox_sequence, inbox").execute());
  }

  @Test
  void whatRollsBackIsNeverTold() {
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    Uni<Void> failing =
        pool.withTransaction(
            tx -> outbox.append(tx, event(subject, "restricted")).invoke(OutboxTest::fail));

    assertThat(failing.onFailure().recoverWithNull().await().atMost(PATIENCE)).isNull();
    await(relay.relayAll());

    assertThat(ConsumerResource.received()).isEmpty();
  }

  @Test
  void eventsOfASubjectArriveInOrderWithTheirSequence() {
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    inTransaction(
        tx ->
            outbox.appendAll(
                tx, List.of(event(subject, "registered"), event(subject, "restricted"))));
    inTransaction(tx -> outbox.append(tx, event(subject, "unrestricted")));

    await(relay.relayAll());

    assertThat(ConsumerResource.received())
        .extracting(CloudEvent::type, CloudEvent::sequence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("subject.registered", 1L),
            org.assertj.core.groups.Tuple.tuple("subject.restricted", 2L),
            org.assertj.core.groups.Tuple.tuple("subject.unrestricted", 3L));
    assertThat(ConsumerResource.received().getFirst().source()).isEqualTo("/subject");
    assertThat(waiting()).isZero();
  }

  @Test
  void aConsumerThatFailsIsTriedAgainAndALaterEventWaitsForIt() {
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    inTransaction(
        tx ->
            outbox.appendAll(
                tx, List.of(event(subject, "registered"), event(subject, "restricted"))));
    ConsumerResource.answer(503, 200);

    await(relay.relayAll());
    assertThat(ConsumerResource.received()).extracting(CloudEvent::sequence).containsExactly(1L);
    afterBackOff();
    await(relay.relayAll());

    assertThat(ConsumerResource.received())
        .extracting(CloudEvent::sequence)
        .containsExactly(1L, 1L, 2L);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatIsNeverTakenBecomesADeadLetterAndIsKept() {
    inTransaction(tx -> outbox.append(tx, event(UuidCreator.getTimeOrderedEpoch(), "restricted")));
    ConsumerResource.answer(500, 500, 500, 500);

    for (int i = 0; i < 5; i++) {
      await(relay.relayAll());
      afterBackOff();
    }

    assertThat(ConsumerResource.received()).hasSize(3);
    assertThat(await(OutboxStore.depth(pool))).isEqualTo(new OutboxStore.Depth(0, 1));
  }

  @Test
  void aKilledRelaysRowsComeBackWhenTheirLeaseEnds() {
    inTransaction(tx -> outbox.append(tx, event(UuidCreator.getTimeOrderedEpoch(), "restricted")));
    Instant now = Instant.now().plusSeconds(1);

    assertThat(await(OutboxStore.claim(pool, now, Duration.ofSeconds(30), 10))).hasSize(1);
    assertThat(await(OutboxStore.claim(pool, now.plusSeconds(29), Duration.ofSeconds(30), 10)))
        .isEmpty();
    assertThat(await(OutboxStore.claim(pool, now.plusSeconds(31), Duration.ofSeconds(30), 10)))
        .hasSize(1);
  }

  @Test
  void manyReplicasClaimEachRowOnce() {
    inTransaction(
        tx -> {
          List<Event> many = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            many.add(event(UuidCreator.getTimeOrderedEpoch(), "registered"));
          }
          return outbox.appendAll(tx, many);
        });

    await(Uni.join().all(relay.relayAll(), relay.relayAll(), relay.relayAll()).andFailFast());

    assertThat(ConsumerResource.received())
        .hasSize(50)
        .extracting(CloudEvent::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void theInboxAppliesOnceAndNeverAnOlderOne() {
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    List<Long> applied = new CopyOnWriteArrayList<>();

    for (long sequence : new long[] {1, 1, 3, 2, 3, 4}) {
      inTransaction(
          tx ->
              inbox
                  .apply(
                      tx,
                      received(subject, sequence),
                      () -> Uni.createFrom().voidItem().invoke(() -> applied.add(sequence)))
                  .replaceWithVoid());
    }

    assertThat(applied).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aChangeThatFailsIsNotMarkedAsApplied() {
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    CloudEvent event = received(subject, 1);
    Uni<Boolean> failing =
        pool.withTransaction(
            tx ->
                inbox.apply(
                    tx,
                    event,
                    () -> Uni.createFrom().failure(new IllegalStateException("broken"))));
    assertThat(failing.onFailure().recoverWithNull().await().atMost(PATIENCE)).isNull();

    Boolean again =
        await(pool.withTransaction(tx -> inbox.apply(tx, event, Uni.createFrom()::voidItem)));

    assertThat(again).isTrue();
  }

  @Test
  void theWaitDoublesUpToAnHour() {
    assertThat(relay.waitAfter(1)).isEqualTo(Duration.ofMillis(10));
    assertThat(relay.waitAfter(4)).isEqualTo(Duration.ofMillis(80));
    assertThat(relay.waitAfter(60)).isEqualTo(Duration.ofHours(1));
  }

  private CloudEvent received(UUID subject, long sequence) {
    return new CloudEvent(
        "1.0",
        UUID.randomUUID(),
        "/subject",
        "subject.restricted",
        subject,
        Instant.now(),
        "application/json",
        sequence,
        json.createObjectNode());
  }

  private static Event event(UUID subject, String what) {
    return new Event(subject, "subject." + what, Map.of("state", "active"));
  }

  private static void fail() {
    throw new IllegalStateException("the change failed");
  }

  private void inTransaction(Function<SqlConnection, Uni<Void>> work) {
    await(pool.withTransaction(work));
  }

  private long waiting() {
    return await(OutboxStore.depth(pool)).waiting();
  }

  private void afterBackOff() {
    await(Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(60)));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
