package io.habeas.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path directory;

  @Test
  void tenPortsInARowAreHandedOutOnceEach() {
    int[] all =
        new Ports(8080).byPart().values().stream().flatMapToInt(Arrays::stream).sorted().toArray();

    assertThat(all).containsExactly(8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089);
  }

  @Test
  void aRowThatLeavesTheRangeIsRefused() {
    assertThatThrownBy(() -> new Ports(65_530)).isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> new Ports(80)).isInstanceOf(Trouble.class);
  }

  @Test
  void aSecretIsMadeOnceAndKeptForTheOwnerOnly() throws IOException {
    DataDirectory data = new DataDirectory(directory.resolve("suite")).create();

    String first = Secrets.of(data).client("billing");

    assertThat(first).hasSizeGreaterThan(30);
    assertThat(Secrets.of(data).client("billing")).isEqualTo(first);
    assertThat(Secrets.of(data).client("gateway")).isNotEqualTo(first);
    assertThat(Files.getPosixFilePermissions(data.keys().resolve("secrets.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void freshDeletesItsOwnDirectoryAndNoOther() throws IOException {
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.txt"), "years of work");
    DataDirectory data = new DataDirectory(directory.resolve("suite")).create();
    Files.createSymbolicLink(data.root().resolve("link"), foreign);

    data.delete();

    assertThat(data.root()).doesNotExist();
    assertThat(foreign.resolve("thesis.txt")).exists();
    assertThatThrownBy(() -> new DataDirectory(foreign).delete())
        .hasMessageContaining("was not made by this command");
    assertThat(foreign.resolve("thesis.txt")).exists();
  }
}
