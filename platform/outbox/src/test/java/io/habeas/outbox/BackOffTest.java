package io.habeas.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void theWaitDoublesUpToTheLongest() {
    BackOff waits = new BackOff(Duration.ofMillis(10), Duration.ofHours(1));

    assertThat(waits.after(1)).isEqualTo(Duration.ofMillis(10));
    assertThat(waits.after(4)).isEqualTo(Duration.ofMillis(80));
    assertThat(waits.after(60)).isEqualTo(Duration.ofHours(1));
  }
}
