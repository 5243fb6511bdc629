package io.habeas.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final Path ROOT = Path.of("/project");

  @Test
  void upWithoutOptionsKeepsItsDataInTheProject() {
    Arguments arguments = Arguments.parse(ROOT, "up");

    assertThat(arguments.command()).isEqualTo("up");
    assertThat(arguments.data()).isEqualTo(Path.of("/project/.data"));
    assertThat(arguments.only()).isEmpty();
    assertThat(arguments.detach()).isFalse();
  }

  @Test
  void everyOptionIsUnderstood() {
    Arguments arguments =
        Arguments.parse(
            ROOT,
            "up",
            "--demo",
            "--fresh",
            "--detach",
            "--port",
            "9000",
            "--data",
            "/d",
            "--only",
            "postgres,mail");

    assertThat(arguments.demo()).isTrue();
    assertThat(arguments.fresh()).isTrue();
    assertThat(arguments.detach()).isTrue();
    assertThat(arguments.port()).isEqualTo(9000);
    assertThat(arguments.data()).isEqualTo(Path.of("/d"));
    assertThat(arguments.only()).containsExactlyInAnyOrder("postgres", "mail");
  }

  @Test
  void aPortThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> Arguments.parse(ROOT, "up", "--port", "eighty"))
        .isInstanceOf(Trouble.class)
        .hasMessage("--port: eighty is not a number. Say --port 8080");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> Arguments.parse(ROOT, "up", "--frob", "1"))
        .hasMessageStartingWith("--frob: is not known");
  }

  @Test
  void aMissingPartIsAskedFor() {
    assertThatThrownBy(() -> Arguments.parse(ROOT, "logs").word("PART"))
        .hasMessage("logs: needs PART. Say ./habeas logs PART");
  }
}
