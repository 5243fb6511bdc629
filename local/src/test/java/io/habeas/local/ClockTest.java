package io.habeas.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.local.home.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockTest {

  @TempDir Path directory;

  @Test
  void stepsAreReadAsPeopleWriteThem() {
    assertThat(Clock.step("+29d")).isEqualTo(Duration.ofDays(29));
    assertThat(Clock.step("-2h")).isEqualTo(Duration.ofHours(-2));
    assertThatThrownBy(() -> Clock.step("tomorrow")).hasMessageContaining("tomorrow is no step");
  }

  @Test
  void stepsAddUpUntilTheReset() {
    Clock clock = new Clock(new DataDirectory(directory.resolve("suite")));

    clock.run(List.of("+29d"));
    clock.run(List.of("+1d"));
    assertThat(clock.offset()).isEqualTo(Duration.ofDays(30));

    clock.run(List.of("reset"));
    assertThat(clock.offset()).isEqualTo(Duration.ZERO);
  }
}
