package io.habeas.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.Part;
import io.habeas.local.process.PidFile;
import io.habeas.local.process.Probe;
import io.habeas.local.process.Stopping;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private DataDirectory data;
  private Suite suite;

  @BeforeEach
  void layOut() {
    data = new DataDirectory(directory.resolve("suite")).create();
    suite = new Suite(data, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void aPartStartsWhenWhatItNeedsIsSettled() {
    Plan database =
        new Plan("postgres", Set.of(), a -> sleeper("postgres"), () -> order.add("settled"));
    Plan service =
        Plan.of(
            "subject",
            Set.of("postgres"),
            a ->
                part(
                    "subject",
                    () -> {
                      order.add("subject asked");
                      return true;
                    },
                    "sleep 60"));

    suite.start(List.of(service, database));

    assertThat(order).containsExactly("settled", "subject asked");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("subject       ready after");
  }

  @Test
  void aPartThatEndsBeforeItIsReadyIsNamedWithItsLastWords() {
    Plan broken =
        Plan.of(
            "subject",
            Set.of(),
            a -> part("subject", () -> false, "echo ERROR no such keyset; exit 3"));

    assertThatThrownBy(() -> suite.start(List.of(broken)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("subject: ended by itself with exit code 3 (ERROR no such keyset)")
        .hasMessageContaining("subject.log");
  }

  @Test
  void aPartThatEndsLaterEndsTheWatch() throws InterruptedException {
    suite.start(List.of(Plan.of("mail", Set.of(), a -> sleeper("mail"))));

    Stopping.kill(PidFile.of(data.run(), "mail").process().orElseThrow());

    Optional<Trouble> trouble = suite.watch();
    assertThat(trouble).isPresent();
    assertThat(trouble.get()).hasMessageStartingWith("mail: ended by itself");
  }

  @Test
  void aPartThatSomebodyWantsDownMayEndAndIsStartedAgainWhenWanted() throws Exception {
    suite.start(List.of(Plan.of("mail", Set.of(), a -> sleeper("mail"))));
    Thread watching = Thread.ofVirtual().start(this::watch);
    ProcessHandle first = PidFile.of(data.run(), "mail").process().orElseThrow();
    Wanted wanted = new Wanted(data.run());

    wanted.want("mail", Wanted.Wish.DOWN);
    Stopping.kill(first);
    Thread.sleep(500);
    assertThat(watching.isAlive()).isTrue();
    wanted.want("mail", Wanted.Wish.UP);
    Thread.sleep(1_000);

    assertThat(PidFile.of(data.run(), "mail").process()).isPresent().isNotEqualTo(first);
  }

  @Test
  void closingLeavesNoProcess() {
    suite.start(
        List.of(
            Plan.of("postgres", Set.of(), a -> sleeper("postgres")),
            Plan.of("mail", Set.of(), a -> sleeper("mail"))));
    List<ProcessHandle> processes =
        PidFile.all(data.run()).stream().map(file -> file.process().orElseThrow()).toList();

    suite.close();

    assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(PidFile.all(data.run())).isEmpty();
  }

  private void watch() {
    try {
      suite.watch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Part sleeper(String name) {
    return part(name, () -> true, "exec sleep 60");
  }

  private Part part(String name, Probe probe, String script) {
    return new Part(
        name, List.of("sh", "-c", script), Map.of(), data.root(), probe, Duration.ofSeconds(20));
  }
}
