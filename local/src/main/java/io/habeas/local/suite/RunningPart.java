package io.habeas.local.suite;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.Part;
import io.habeas.local.process.PidFile;
import io.habeas.local.process.Starting;
import io.habeas.local.process.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A part whose process was started, from its start to its end. */
final class RunningPart {

  private static final Duration BETWEEN_PROBES = Duration.ofMillis(150);
  private static final int TAIL = 4_000;

  private final Part part;
  private final DataDirectory data;
  private final PidFile pid;
  private volatile Process process;

  private RunningPart(Part part, DataDirectory data) {
    this.part = part;
    this.data = data;
    this.pid = PidFile.of(data.run(), part.name());
    this.process = launch();
  }

  static RunningPart start(Part part, DataDirectory data) {
    return new RunningPart(part, data);
  }

  String name() {
    return part.name();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Starts the process again after it has ended. */
  void again() {
    process = launch();
  }

  /** Waits until the part can be used. */
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + part.patience().toNanos();
    while (!part.probe().ready()) {
      if (!alive()) {
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble(
            name(),
            "is not ready after " + part.patience().toSeconds() + " s",
            "See " + log() + ", or try again when the machine is less busy");
      }
      Thread.sleep(BETWEEN_PROBES);
    }
  }

  /** Why the suite cannot go on when this part has ended by itself. */
  Trouble ended() {
    return new Trouble(
        name(),
        "ended by itself with exit code " + process.exitValue() + lastWords(),
        "The whole story is in " + log());
  }

  void stop(Duration patience) {
    Stopping.stop(name(), process.toHandle(), patience);
    pid.delete();
  }

  private Process launch() {
    Process started = Starting.start(part, log());
    pid.write(started.toHandle());
    return started;
  }

  private Path log() {
    return data.log(name());
  }

  /** The last line that speaks of an error, or else the last one. */
  private String lastWords() {
    try {
      byte[] all = Files.readAllBytes(log());
      int from = Math.max(0, all.length - TAIL);
      String[] lines =
          new String(all, from, all.length - from, StandardCharsets.UTF_8).strip().split("\n");
      for (int i = lines.length - 1; i >= 0; i--) {
        if (lines[i].contains("ERROR") || lines[i].contains("FATAL")) {
          return " (" + shorten(lines[i].strip()) + ")";
        }
      }
      return " (" + shorten(lines[lines.length - 1].strip()) + ")";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shorten(String line) {
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
