package io.habeas.notification.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakingHoursTest {

  @Test
  void theNightIsThePersonsOwn() {
    Instant evening = Instant.parse("2026-11-27T20:30:00Z");
    assertThat(WakingHours.from(evening, "UTC")).isEqualTo(evening);
    assertThat(WakingHours.from(evening, "Europe/Berlin"))
        .isEqualTo(Instant.parse("2026-11-28T07:00:00Z"));
    assertThat(WakingHours.from(evening, "Asia/Tokyo"))
        .isEqualTo(Instant.parse("2026-11-27T23:00:00Z"));
    assertThat(WakingHours.from(evening, "no zone")).isEqualTo(evening);
  }
}
