package io.habeas.notification.calllist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CallTimesTest {

  @Test
  void theNightIsThePersonsOwn() {
    Instant evening = Instant.parse("2026-11-27T20:30:00Z");
    assertThat(CallTimes.allowed(evening, "UTC")).isEqualTo(evening);
    assertThat(CallTimes.allowed(evening, "Europe/Berlin"))
        .isEqualTo(Instant.parse("2026-11-28T07:00:00Z"));
    assertThat(CallTimes.allowed(evening, "Asia/Tokyo"))
        .isEqualTo(Instant.parse("2026-11-27T23:00:00Z"));
    assertThat(CallTimes.allowed(evening, "no zone")).isEqualTo(evening);
  }

  @Property
  void itNeverRingsAtNightNorThreeTimesADay(
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second,
      @ForAll @IntRange(min = 1, max = 6) int attempt) {
    String zone = "Europe/Berlin";
    Instant first = CallTimes.allowed(Instant.ofEpochSecond(second), zone);
    Instant second2 = CallTimes.again(first, attempt, zone);
    Instant third = CallTimes.again(second2, attempt + 1, zone);
    for (Instant each : new Instant[] {first, second2, third}) {
      LocalTime local = LocalTime.ofInstant(each, ZoneId.of(zone));
      assertThat(local).isBetween(LocalTime.of(8, 0), LocalTime.of(21, 0));
    }
    assertThat(Duration.between(first, third)).isGreaterThanOrEqualTo(Duration.ofHours(23));
  }
}
