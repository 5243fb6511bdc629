package io.habeas.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.clock.SecurityClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BulkTrafficTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final BulkTraffic traffic =
      new BulkTraffic(
          new SecurityClock() {
            @Override
            public Instant now() {
              return now;
            }
          });

  @Test
  void whatIsToldInBulkWaitsForTheImportsEnd() {
    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.BULK);

    traffic.comes(BulkTraffic.BULK);
    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.PROMPT);

    pass(BulkTraffic.QUIET.minusMillis(1));
    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.PROMPT);

    pass(Duration.ofMillis(1));
    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.BULK);
  }

  @Test
  void aFewEventsHoldNothingUp() {
    traffic.comes(BulkTraffic.BULK - 1);

    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.BULK);
  }

  @Test
  void aLongImportIsToldOfBesideItAndTheNextOneWaitsAgain() {
    while (now.isBefore(START.plus(BulkTraffic.LONGEST))) {
      traffic.comes(500);
      assertThat(traffic.lastToTell(now)).isEqualTo(Lane.PROMPT);
      pass(Duration.ofMillis(500));
    }
    for (int i = 0; i < 10; i++) {
      traffic.comes(500);
      assertThat(traffic.lastToTell(now)).isEqualTo(Lane.BULK);
      pass(Duration.ofMillis(500));
    }

    pass(BulkTraffic.QUIET);
    traffic.comes(500);
    assertThat(traffic.lastToTell(now)).isEqualTo(Lane.PROMPT);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
