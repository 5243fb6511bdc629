package io.habeas.local;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What other commands may know about a suite: its ports, and whether it is ready.
 *
 * @param data the suite's data directory
 */
record Running(DataDirectory data) {

  void begin(Ports ports) {
    write(data.root().resolve("port"), ports.gateway() + "\n");
    delete(mark());
  }

  void ready() {
    write(mark(), "");
  }

  void end() {
    delete(mark());
  }

  boolean isReady() {
    return Files.exists(mark());
  }

  /** The port of the last start. */
  OptionalInt lastPort() {
    try {
      return OptionalInt.of(
          Integer.parseInt(Files.readString(data.root().resolve("port")).strip()));
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path mark() {
    return data.run().resolve("ready");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
