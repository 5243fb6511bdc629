package io.habeas.benchmarks.suite;

import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A suite that {@code ./habeas} started for a benchmark, with the parts that it needs. */
public final class MeasuredSuite implements AutoCloseable {
  private static final int PATIENCE_MINUTES = 10;
  private static final int FIRST_PORT = 21_080;
  private static final int LAST_PORT = 31_000;

  private final Path root;
  private final DataDirectory data;
  private final Ports ports;

  private MeasuredSuite(Path root, DataDirectory data, Ports ports) {
    this.root = root;
    this.data = data;
    this.ports = ports;
  }

  /** Starts these parts with an empty data directory; the settings go to every service. */
  public static MeasuredSuite start(
      Path root, Path directory, List<String> parts, Map<String, String> settings) {
    MeasuredSuite suite =
        new MeasuredSuite(root, new DataDirectory(directory), new Ports(freePorts()));
    suite.habeas(
        settings,
        "up",
        "--detach",
        "--fresh",
        "--port",
        Integer.toString(suite.ports.gateway()),
        "--only",
        String.join(",", parts));
    return suite;
  }

  /** Where its parts listen. */
  public Ports ports() {
    return ports;
  }

  /** What its parts know each other by. */
  public Secrets secrets() {
    return Secrets.of(data);
  }

  /** The process of a service. */
  public long pid(String part) {
    return PidFile.of(data.run(), part)
        .process()
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new Trouble(part, "has ended", "See " + data.log(part)));
  }

  /**
   * CPU microseconds so far of each service and of the database's sessions by database; what the
   * database server does for all of them is "shared". Sessions that end count as shared from then.
   */
  public Map<String, Long> cpu(List<String> services) {
    Map<String, Long> used = new LinkedHashMap<>();
    services.forEach(name -> used.put(name, ProcessTimes.cpuMicros(pid(name))));
    services.forEach(name -> used.put(database(name), 0L));
    used.put(database("vault"), 0L);
    long postmaster = postmaster();
    long shared = ProcessTimes.cpuMicros(postmaster);
    List<Long> sessions =
        ProcessHandle.of(postmaster).stream()
            .flatMap(ProcessHandle::children)
            .map(ProcessHandle::pid)
            .toList();
    for (long session : sessions) {
      String[] title = ProcessTimes.title(session).split(" ");
      String owner = title.length > 2 ? database(title[2]) : "";
      long micros = ProcessTimes.cpuMicros(session);
      if (used.containsKey(owner)) {
        used.merge(owner, micros, Long::sum);
      } else {
        shared += micros;
      }
    }
    used.put(database("shared"), shared);
    return used;
  }

  /** What was used between two readings. */
  public static Map<String, Long> used(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> used = new LinkedHashMap<>();
    after.forEach((part, micros) -> used.put(part, micros - before.getOrDefault(part, 0L)));
    return used;
  }

  /** How the database's part for a service is called. */
  public static String database(String service) {
    return "PostgreSQL, " + service;
  }

  private long postmaster() {
    try {
      return Long.parseLong(
          Files.readAllLines(data.postgres().resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    habeas(Map.of(), "down");
  }

  private void habeas(Map<String, String> settings, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(root.resolve("habeas").toString()),
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.root().toString())))
            .toList();
    try {
      Path output = Files.createTempFile("habeas-bench-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      builder.environment().putAll(settings);
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroy();
        throw new Trouble("bench", "./habeas " + arguments[0] + " failed:\n" + said, "See above");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("bench", "was interrupted", "Start again", e);
    }
  }

  private static int freePorts() {
    for (int port = FIRST_PORT; port < LAST_PORT; port += 20) {
      if (IntStream.range(port, port + Ports.COUNT).allMatch(MeasuredSuite::isFree)) {
        return port;
      }
    }
    throw new Trouble("bench", "finds no ten free ports in a row", "End other programs");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
