package io.habeas.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

  @TempDir Path run;

  @Test
  void findsTheProcessThatItRemembers() throws IOException {
    Process process = new ProcessBuilder("sleep", "30").start();
    PidFile file = PidFile.of(run, "mail");
    file.write(process.toHandle());

    assertThat(file.process()).contains(process.toHandle());
    assertThat(PidFile.all(run)).extracting(PidFile::part).containsExactly("mail");

    Stopping.stop("mail", process.toHandle());
    assertThat(file.process()).isEmpty();
  }

  @Test
  void doesNotTakeAStrangerForThePart() throws IOException {
    PidFile file = PidFile.of(run, "mail");
    Files.writeString(file.path(), ProcessHandle.current().pid() + " 12345\n");

    assertThat(file.process()).isEmpty();
  }

  @Test
  void aBrokenFileRemembersNothing() throws IOException {
    PidFile file = PidFile.of(run, "mail");
    Files.writeString(file.path(), "");

    assertThat(file.process()).isEmpty();
    assertThat(PidFile.of(run, "unknown").process()).isEmpty();
  }
}
