package io.habeas.local.services;

import io.habeas.local.calls.CallTable;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.postgres.Postgres;
import io.habeas.local.process.FlatClassPath;
import io.habeas.local.process.Part;
import io.habeas.local.process.Probe;
import io.habeas.local.process.StartCache;
import io.habeas.local.suite.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The plans of the four services and the gateway. */
public final class Services {

  /** The services that answer the API. */
  public static final List<String> NAMES =
      List.of("subject", "consent", "disclosure", "notification");

  /** The one door. */
  public static final String GATEWAY = "gateway";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Installation installation;
  private final DataDirectory data;
  private final Settings settings;
  private final Ports ports;
  private final boolean recording;

  /** The services of one suite. */
  public Services(
      Installation installation,
      DataDirectory data,
      Secrets secrets,
      Ports ports,
      boolean recording,
      boolean secondFactor) {
    this.recording = recording;
    this.installation = installation;
    this.data = data;
    this.ports = ports;
    this.settings = new Settings(data, secrets, ports, CallTable.of(installation), secondFactor);
  }

  /** How one of them comes to run. All wait for the identity provider themselves. */
  public Plan plan(String name) {
    return Plan.of(name, Set.of(Postgres.NAME), announcer -> prepare(name));
  }

  /** Whether this is the name of a service or of the gateway. */
  public static boolean isOne(String name) {
    return name.equals(GATEWAY) || NAMES.contains(name);
  }

  /** How one of them is asked whether it can be used. */
  public static Probe probe(String name, Ports ports) {
    return Probe.http(URI.create("http://127.0.0.1:" + ports.of(name) + "/q/health/ready"));
  }

  private Part prepare(String name) {
    Path program = program(name);
    Path directory = data.run().resolve(name);
    writeSettings(name, directory.resolve("config").resolve("application.properties"));
    return new Part(name, command(program), Map.of(), directory, probe(name, ports), PATIENCE);
  }

  /** A program of a service's own libraries that is run once, such as its ledger's audit. */
  public ProcessBuilder program(String name, String mainClass, List<String> arguments) {
    Path program = program(name);
    List<String> command = new ArrayList<>();
    command.add(Installation.java());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow", // or its first lines are the network library's
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            classPath(program)));
    command.add(mainClass);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static String classPath(Path program) {
    return FlatClassPath.of(
        program.resolve("quarkus"),
        program.resolve("app"),
        program.resolve("lib/boot"),
        program.resolve("lib/main"));
  }

  private List<String> command(Path program) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java());
    command.addAll(jvmOptions(program));
    command.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            classPath(program),
            "io.quarkus.runner.GeneratedMain"));
    return command;
  }

  /** Options with which a service starts fast, unless {@code HABEAS_JVM} names others. */
  private List<String> jvmOptions(Path program) {
    String others = System.getenv("HABEAS_JVM");
    if (others != null && !others.isBlank()) {
      return List.of(others.strip().split(" +"));
    }
    List<String> options = new ArrayList<>();
    options.addAll(new StartCache(program.resolve("habeas-start.aot"), recording).options());
    options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmx256m"));
    return options;
  }

  private Path program(String name) {
    String module = name.equals(GATEWAY) ? name : name + "-service";
    Path program = installation.file(module + "/target/local-app");
    if (!Files.exists(program.resolve("quarkus-run.jar"))) {
      throw new Trouble(
          name,
          "is not built",
          "Build it: ./mvnw -Plocal -DskipTests -pl " + module + " -am package");
    }
    return program;
  }

  /** Secrets are in it, so only the owner may read it. */
  private void writeSettings(String name, Path file) {
    String lines =
        settings.of(name).entrySet().stream()
            .map(setting -> setting.getKey() + "=" + escape(setting.getValue()) + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new Trouble(
          name, "its settings cannot be written (" + e.getMessage() + ")", "Make room", e);
    }
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\");
  }
}
