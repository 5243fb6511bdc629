package io.habeas.benchmarks.machine;

import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Postfix's own test programs, {@code smtp-source} and {@code smtp-sink}: what is installed, or
 * else the package's files unpacked beside the build, so that no mail server is set up.
 */
public final class Postfix {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"), Path.of("/usr/libexec/postfix"));
  private static final int PATIENCE_MINUTES = 5;

  private final Path programs;
  private final Map<String, String> environment;

  private Postfix(Path programs, Map<String, String> environment) {
    this.programs = programs;
    this.environment = environment;
  }

  /** The installed ones, or those that Debian's package has, in {@code directory}. */
  public static Postfix find(Path directory) {
    for (Path place : PLACES) {
      if (Files.isExecutable(place.resolve("smtp-source"))) {
        return new Postfix(place, Map.of());
      }
    }
    Path unpacked = directory.resolve("postfix");
    if (!Files.isExecutable(unpacked.resolve("usr/sbin/smtp-source"))) {
      fetch(directory, unpacked);
    }
    return new Postfix(
        unpacked.resolve("usr/sbin"),
        Map.of("LD_LIBRARY_PATH", unpacked.resolve("usr/lib/postfix").toString()));
  }

  /** One of the programs, ready to be started. */
  public ProcessBuilder program(String name, List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(programs.resolve(name).toString()), arguments.stream())
                .toList());
    builder.environment().putAll(environment);
    return builder;
  }

  private static void fetch(Path directory, Path unpacked) {
    try {
      Files.createDirectories(directory);
      run(directory, "apt-get", "download", "-qq", "postfix");
      try (Stream<Path> files = Files.list(directory)) {
        Path archive =
            files
                .filter(file -> file.getFileName().toString().matches("postfix_.*\\.deb"))
                .findFirst()
                .orElseThrow(() -> new IOException("nothing was downloaded"));
        run(directory, "dpkg", "-x", archive.toString(), unpacked.toString());
      }
    } catch (IOException e) {
      throw new Trouble(
          "bench",
          "smtp-source and smtp-sink are not there and cannot be fetched (" + e.getMessage() + ")",
          "Install Postfix's programs (Debian: apt-get install postfix)",
          e);
    }
  }

  private static void run(Path directory, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("fetch.log").toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command[0] + " failed, see " + directory.resolve("fetch.log"));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
