package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.ring.Rings;
import io.habeas.notification.ring.Turn;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a person's telephone may ring, whoever asks. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class RingsTest {
  private static final String BERLIN = "Europe/Berlin";

  @Inject Rings rings;
  @Inject Pool pool;
  @Inject MovableClock clock;

  private final UUID subject = UUID.randomUUID();

  @BeforeEach
  void noon() {
    CallingHours.noon(clock);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void ofTwentyThatAskAtOnceTwoMay() {
    List<Uni<Turn>> asked =
        Stream.generate(() -> rings.take(subject, UUID.randomUUID(), BERLIN)).limit(20).toList();
    List<Turn> turns = await(Uni.join().all(asked).andFailFast());
    assertThat(turns).filteredOn(Turn.Taken.class::isInstance).hasSize(2);
    assertThat(turns)
        .filteredOn(Turn.NotNow.class::isInstance)
        .hasSize(18)
        .allSatisfy(
            turn -> {
              Turn.NotNow later = (Turn.NotNow) turn;
              assertThat(later.reason()).isEqualTo("called-twice");
              assertThat(later.pause()).isCloseTo(Duration.ofDays(1), Duration.ofMinutes(1));
            });
    assertThat(take(UUID.randomUUID(), UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
  }

  @Test
  void aDayAfterTheFirstItMayRingOnceMore() {
    UUID first = UUID.randomUUID();
    take(subject, first);
    take(subject, UUID.randomUUID());
    age(first, "23 hours 50 minutes");
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.NotNow.class);
    age(first, "10 minutes");
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.NotNow.class);
  }

  @Test
  void oneRingIsCountedOnceAndNotAtAllWhenItIsGivenBack() {
    UUID ring = UUID.randomUUID();
    take(subject, ring);
    take(subject, ring);
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.NotNow.class);
    await(rings.giveBack(subject, ring));
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
  }

  @Test
  void whatNoLongerCountsIsForgotten() {
    UUID old = UUID.randomUUID();
    take(subject, old);
    take(subject, UUID.randomUUID());
    age(old, "1 day");
    await(rings.forget());
    assertThat(
            await(
                pool.preparedQuery("select ring_id from ring where subject_id = $1")
                    .execute(Tuple.of(subject))))
        .hasSize(1)
        .noneMatch(row -> row.getUUID("ring_id").equals(old));
  }

  @Test
  void whatMovesBusinessTimeMakesItNotRingOnceMore() {
    take(subject, UUID.randomUUID());
    take(subject, UUID.randomUUID());
    clock.advance(Duration.ofDays(2));
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.NotNow.class);
  }

  @Test
  void atNightItIsNotCounted() {
    clock.advance(Duration.ofHours(12));
    assertThat(take(subject, UUID.randomUUID()))
        .isInstanceOfSatisfying(
            Turn.NotNow.class,
            turn -> {
              assertThat(turn.reason()).isEqualTo("quiet-hours");
              assertThat(turn.pause()).isBetween(Duration.ofHours(7), Duration.ofHours(9));
            });
    clock.advance(Duration.ofHours(12));
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
    assertThat(take(subject, UUID.randomUUID())).isInstanceOf(Turn.Taken.class);
  }

  private Turn take(UUID person, UUID ring) {
    return await(rings.take(person, ring, BERLIN));
  }

  private void age(UUID ring, String by) {
    await(
        pool.query(
                "update ring set rung_at = rung_at - interval '%s' where ring_id = '%s'"
                    .formatted(by, ring))
            .execute());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
