package io.habeas.notification.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.delivery.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final Instant ANNOUNCED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant EFFECTIVE = ANNOUNCED.plus(Duration.ofDays(30));

  /** How one affected subject was told: hours after the announcement, or not. */
  private record Notice(@Nullable Integer acceptedAfter, boolean failing) {}

  @Provide
  Arbitrary<List<Notice>> audience() {
    Arbitrary<Notice> told =
        Arbitraries.integers().between(0, 24 * 40).map(hours -> new Notice(hours, false));
    Arbitrary<Notice> untold =
        Combinators.combine(Arbitraries.just(0), Arbitraries.of(true, false))
            .as((_, failing) -> new Notice(null, failing));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, told), net.jqwik.api.Tuple.of(1, untold))
        .list()
        .ofMaxSize(20);
  }

  @Property
  void nothingComesIntoForceBeforeEverybodyHadThirtyDays(
      @ForAll("audience") List<Notice> audience,
      @ForAll @IntRange(min = 0, max = 24 * 80) int askedAfter,
      @ForAll @IntRange(min = -1, max = 24 * 40) int postedAfter) {
    Instant now = ANNOUNCED.plus(Duration.ofHours(askedAfter));
    Instant posted = postedAfter < 0 ? null : ANNOUNCED.plus(Duration.ofHours(postedAfter));

    Ruling ruling = Guard.decide(asked(now, audience, posted));

    assertThat(ruling instanceof Ruling.Allowed)
        .isEqualTo(
            !now.isBefore(EFFECTIVE)
                && audience.stream().allMatch(notice -> hadThirtyDays(notice, posted, now)));
  }

  @Property
  void theEarliestLawfulDateIsTrue(
      @ForAll("audience") List<Notice> audience,
      @ForAll @IntRange(min = 0, max = 24 * 60) int askedAfter,
      @ForAll @IntRange(min = 0, max = 24 * 40) int postedAfter) {
    Instant now = ANNOUNCED.plus(Duration.ofHours(askedAfter));
    Instant posted = ANNOUNCED.plus(Duration.ofHours(Math.min(postedAfter, askedAfter)));
    List<Notice> known = audience.stream().filter(n -> isKnownBy(n, now)).toList();

    if (Guard.decide(asked(now, known, posted)) instanceof Ruling.NotYet notYet
        && known.stream().noneMatch(n -> n.acceptedAfter() == null && !n.failing())) {
      Instant then = notYet.earliestLawfulDate();
      assertThat(Guard.decide(asked(then, known, posted))).isInstanceOf(Ruling.Allowed.class);
      assertThat(Guard.decide(asked(then.minusMillis(1), known, posted)))
          .isInstanceOf(Ruling.NotYet.class);
    }
  }

  @Property
  void asManyAreMissingAsHadNoThirtyDays(
      @ForAll("audience") List<Notice> audience,
      @ForAll @IntRange(min = 24 * 30, max = 24 * 60) int askedAfter) {
    Instant now = ANNOUNCED.plus(Duration.ofHours(askedAfter));
    long missing = audience.stream().filter(n -> !hadThirtyDays(n, null, now)).count();

    Ruling ruling = Guard.decide(asked(now, audience, null));

    assertThat(ruling instanceof Ruling.NotYet notYet ? notYet.missing() : 0).isEqualTo(missing);
  }

  @Test
  void anAudienceThatIsNotCountedStopsIt() {
    Ruling ruling =
        Guard.decide(
            new Guard.Case(
                EFFECTIVE, EFFECTIVE, false, new Told(3, 0, ANNOUNCED, 0, 0), true, ANNOUNCED));

    assertThat(ruling)
        .isInstanceOfSatisfying(
            Ruling.NotYet.class,
            notYet -> assertThat(notYet.reasons()).containsExactly("audience-incomplete"));
  }

  @Test
  void whatTheLedgerDoesNotProveStopsIt() {
    Told told = new Told(1, 0, ANNOUNCED, 0, 0);

    assertThat(Guard.decide(new Guard.Case(EFFECTIVE, EFFECTIVE, true, told, false, null)))
        .isEqualTo(new Ruling.NotYet(0, EFFECTIVE, List.of("not-sealed")));
  }

  @Test
  void theLastMomentCounts() {
    Told told = new Told(1, 0, ANNOUNCED, 0, 0);

    assertThat(Guard.decide(new Guard.Case(EFFECTIVE, EFFECTIVE, true, told, true, null)))
        .isInstanceOf(Ruling.Allowed.class);
    assertThat(
            Guard.decide(
                new Guard.Case(EFFECTIVE.minusNanos(1000), EFFECTIVE, true, told, true, null)))
        .isInstanceOf(Ruling.NotYet.class);
  }

  private static boolean isKnownBy(Notice notice, Instant now) {
    return notice.acceptedAfter() == null
        || !ANNOUNCED.plus(Duration.ofHours(notice.acceptedAfter())).isAfter(now);
  }

  private static boolean hadThirtyDays(Notice notice, @Nullable Instant posted, Instant now) {
    Instant cutOff = now.minus(Duration.ofDays(30));
    if (notice.failing()) {
      return posted != null && !posted.isAfter(cutOff);
    }
    return notice.acceptedAfter() != null
        && !ANNOUNCED.plus(Duration.ofHours(notice.acceptedAfter())).isAfter(cutOff);
  }

  private static Guard.Case asked(Instant now, List<Notice> audience, @Nullable Instant posted) {
    Instant cutOff = now.minus(Duration.ofDays(30));
    List<Instant> accepted =
        audience.stream()
            .flatMap(n -> java.util.stream.Stream.ofNullable(n.acceptedAfter()))
            .map(hours -> ANNOUNCED.plus(Duration.ofHours(hours)))
            .toList();
    long inTime = accepted.stream().filter(at -> !at.isAfter(cutOff)).count();
    long failing = audience.stream().filter(Notice::failing).count();
    Told told =
        new Told(
            inTime,
            accepted.size() - inTime,
            accepted.stream().max(Instant::compareTo).orElse(null),
            failing,
            audience.size() - accepted.size() - failing);
    return new Guard.Case(now, EFFECTIVE, true, told, true, posted);
  }
}
