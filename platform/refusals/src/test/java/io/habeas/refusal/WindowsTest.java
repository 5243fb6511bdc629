package io.habeas.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Windows windows = new Windows();

  @Test
  void theFirstIsWrittenAndTheRestOfTheMinuteIsOneCount() {
    assertThat(windows.isFirst(of("a", "read"), NOW)).isTrue();
    IntStream.range(0, 1_000).forEach(i -> windows.isFirst(of("a", "read"), NOW.plusSeconds(5)));

    assertThat(windows.close(NOW.plusSeconds(1)))
        .containsExactly(new Windows.Repeated("a", "read", "scope-missing", 1_000));
    assertThat(windows.isFirst(of("a", "read"), NOW.plusSeconds(61))).isTrue();
  }

  @Test
  void callersAndOperationsAreCountedApart() {
    assertThat(windows.isFirst(of("a", "read"), NOW)).isTrue();
    assertThat(windows.isFirst(of("b", "read"), NOW)).isTrue();
    assertThat(windows.isFirst(of("a", "write"), NOW)).isTrue();
    assertThat(windows.close(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void whoTriesEverythingWritesNoMoreThanTheBound() {
    long written =
        IntStream.range(0, 10_000).filter(i -> windows.isFirst(of("a", "op" + i), NOW)).count();

    assertThat(written).isEqualTo(Windows.MOST_DIFFERENT);
    assertThat(windows.close(NOW.plusSeconds(1)))
        .containsExactly(new Windows.Repeated("a", "several", "several", 10_000 - written));
  }

  @Test
  void aWindowThatIsYoungStaysOpen() {
    windows.isFirst(of("a", "read"), NOW);
    windows.isFirst(of("a", "read"), NOW);

    assertThat(windows.close(NOW)).isEmpty();
  }

  private static Refusal of(String actor, String operation) {
    return new Refusal(actor, operation, "scope-missing", null, null);
  }
}
