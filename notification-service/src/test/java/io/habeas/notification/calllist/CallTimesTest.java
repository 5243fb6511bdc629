package io.habeas.notification.calllist;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.ring.WakingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CallTimesTest {

  @Property
  void itNeverRingsAtNightNorThreeTimesADay(
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second,
      @ForAll @IntRange(min = 1, max = 6) int attempt) {
    String zone = "Europe/Berlin";
    Instant first = WakingHours.from(Instant.ofEpochSecond(second), zone);
    Instant second2 = CallTimes.again(first, attempt, zone);
    Instant third = CallTimes.again(second2, attempt + 1, zone);
    for (Instant each : new Instant[] {first, second2, third}) {
      LocalTime local = LocalTime.ofInstant(each, ZoneId.of(zone));
      assertThat(local).isBetween(LocalTime.of(8, 0), LocalTime.of(21, 0));
    }
    assertThat(Duration.between(first, third)).isGreaterThanOrEqualTo(Duration.ofHours(23));
  }
}
