package io.habeas.notification.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DomainsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String SLOW = "slow.example";

  private final Domains domains = new Domains();

  @Test
  void oneFullMailboxIsNotItsDomainsWord() {
    domains.deferred(SLOW, NOW);
    domains.deferred(SLOW, NOW);

    assertThat(domains.rest(SLOW, NOW)).isZero();
  }

  @Test
  void aDomainThatGoesOnSayingLaterRestsLongerAndLongerUpToAnHour() {
    for (int minutes : new int[] {0, 0, 1, 2, 4, 8, 16, 32, 60, 60}) {
      domains.deferred(SLOW, NOW);
      assertThat(domains.rest(SLOW, NOW)).isEqualTo(Duration.ofMinutes(minutes));
    }
    assertThat(domains.rest("quick.example", NOW)).isZero();
    assertThat(domains.rest(SLOW, NOW.plus(Duration.ofMinutes(59))))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(domains.rest(SLOW, NOW.plus(Duration.ofMinutes(60)))).isZero();
  }

  @Test
  void oneAcceptanceEndsIt() {
    for (int i = 0; i < 5; i++) {
      domains.deferred(SLOW, NOW);
    }
    domains.accepted(SLOW);
    domains.deferred(SLOW, NOW);

    assertThat(domains.rest(SLOW, NOW)).isZero();
  }

  @Test
  void ofVeryManyTheOldestIsForgotten() {
    for (int i = 0; i < 3; i++) {
      domains.deferred("first.example", NOW);
    }
    for (int i = 0; i < 10_000; i++) {
      domains.deferred(i + ".example", NOW);
    }

    assertThat(domains.rest("first.example", NOW)).isZero();
  }
}
