package io.habeas.clock.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {

  @TempDir Path directory;

  @Test
  void movesByItsMethodsAndComesBack() {
    MovableClock clock = new MovableClock(Optional.empty());
    assertThat(clock.moved()).isFalse();

    clock.advance(Duration.ofDays(29));
    assertThat(clock.now())
        .isCloseTo(Instant.now().plus(Duration.ofDays(29)), within(5, ChronoUnit.SECONDS));
    assertThat(clock.moved()).isTrue();

    clock.reset();
    assertThat(clock.moved()).isFalse();
  }

  @Test
  void followsTheFileThatAllServicesShare() throws IOException {
    Path file = Files.writeString(directory.resolve("clock"), "P30D\n");
    MovableClock clock = new MovableClock(Optional.of(file.toString()));

    assertThat(clock.now())
        .isCloseTo(Instant.now().plus(Duration.ofDays(30)), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void staysWhereItIsWhenTheFileIsNotADuration() throws IOException {
    Path file = Files.writeString(directory.resolve("clock"), "next month");

    assertThat(new MovableClock(Optional.of(file.toString())).moved()).isFalse();
  }
}
