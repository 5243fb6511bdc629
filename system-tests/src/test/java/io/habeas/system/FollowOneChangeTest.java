package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/follow-one-change.md tells its reader to run, so that the page cannot lie. */
@Order(8)
class FollowOneChangeTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");
  private static final long PATIENCE_MINUTES = 12;

  @TempDir Path directory;

  @AfterAll
  static void backToToday() {
    Suite.RUNNING.clock("reset");
  }

  @Test
  void everyBlockOfThePageRunsInItsOrder() throws IOException, InterruptedException {
    Path page = Suite.RUNNING.root().resolve("docs/follow-one-change.md");
    List<String> blocks =
        BLOCK.matcher(Files.readString(page)).results().map((MatchResult r) -> r.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(5);

    Path output = directory.resolve("output");
    Process bash = run(script(blocks), output);
    boolean ended = bash.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    bash.descendants().forEach(ProcessHandle::destroy);
    bash.destroy();

    String said = Files.readString(output);
    assertThat(ended).as("ends in time; the last block is the one that hangs:\n%s", said).isTrue();
    assertThat(bash.exitValue()).as("the last block is the one that failed:\n%s", said).isZero();
  }

  /** One script, so that what a block sets is there for the next; each shown before it is run. */
  private Path script(List<String> blocks) throws IOException {
    StringBuilder script = new StringBuilder();
    for (int number = 0; number < blocks.size(); number++) {
      String title = "==== block %d of %d".formatted(number + 1, blocks.size());
      script
          .append("cat <<'END_OF_BLOCK'\n")
          .append(title)
          .append('\n')
          .append(blocks.get(number))
          .append("----\nEND_OF_BLOCK\n")
          .append(blocks.get(number));
    }
    return Files.writeString(directory.resolve("page.sh"), script);
  }

  private static Process run(Path script, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
            .directory(Suite.RUNNING.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HABEAS_URL", Suite.RUNNING.url(),
                "HABEAS_ISSUER", Suite.RUNNING.issuer(),
                "HABEAS_DATA", Suite.RUNNING.data().toString()));
    return builder.start();
  }
}
