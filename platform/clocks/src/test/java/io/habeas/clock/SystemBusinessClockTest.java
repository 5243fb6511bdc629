package io.habeas.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemBusinessClockTest {

  @Test
  void tellsTheSystemsTimeAndIsNeverMoved() {
    Instant before = Instant.now().minusMillis(1);
    SystemBusinessClock clock = new SystemBusinessClock();

    assertThat(clock.now()).isBetween(before, Instant.now());
    assertThat(clock.now().getNano() % 1000).isZero();
    assertThat(clock.moved()).isFalse();
  }
}
