package io.habeas.notification.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void hourlyProbesCoverSinceTheFirst() {
    assertThat(Cover.since(hours(0, 48), START.plus(Duration.ofHours(48)))).contains(START);
  }

  @Test
  void aGapBeginsTheCoverAnew() {
    List<Probe> probes = new ArrayList<>(hours(0, 10));
    probes.addAll(hours(15, 20));

    assertThat(Cover.since(probes, START.plus(Duration.ofHours(20))))
        .contains(START.plus(Duration.ofHours(15)));
  }

  @Test
  void aPageThatDidNotShowItBeginsTheCoverAnew() {
    List<Probe> probes = new ArrayList<>(hours(0, 5));
    Instant failed = START.plus(Duration.ofHours(6));
    probes.add(new Probe(failed, failed, false));
    probes.addAll(hours(7, 9));

    assertThat(Cover.since(probes, START.plus(Duration.ofHours(9))))
        .contains(START.plus(Duration.ofHours(7)));
  }

  @Test
  void silenceUpToNowIsNoCover() {
    assertThat(Cover.since(hours(0, 5), START.plus(Duration.ofHours(12)))).isEmpty();
    assertThat(Cover.since(List.of(), START)).isEmpty();
  }

  /**
   * In a build where business time can be moved, moving it is no gap: nobody took the page down.
   */
  @Test
  void aMovedBusinessClockIsNoGap() {
    Duration moved = Duration.ofDays(29);
    List<Probe> probes = new ArrayList<>(hours(0, 1));
    Instant next = START.plus(Duration.ofHours(2));
    probes.add(new Probe(next, next.plus(moved), true));

    assertThat(Cover.since(probes, next)).contains(START);
  }

  private static List<Probe> hours(int from, int to) {
    List<Probe> probes = new ArrayList<>();
    for (int hour = from; hour <= to; hour++) {
      Instant at = START.plus(Duration.ofHours(hour));
      probes.add(new Probe(at, at, true));
    }
    return probes;
  }
}
