package io.habeas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The one running suite that all system tests share, started by {@code ./habeas} like anybody's.
 */
final class Suite {

  private static final Path ROOT = Path.of(System.getProperty("habeas.root", "..")).normalize();
  private static final Path DATA =
      Path.of(System.getProperty("habeas.data", "target/data")).toAbsolutePath();
  private static final long PATIENCE_MINUTES = 8;

  static final Suite RUNNING = start();

  private final int port;
  private final Properties secrets;

  private Suite(int port) {
    this.port = port;
    this.secrets = read(DATA.resolve("keys/secrets.properties"));
  }

  private static Suite start() {
    int port = freePorts();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> habeas("down")));
    String said = habeas("up", "--detach", "--fresh", "--port", Integer.toString(port));
    if (!said.contains("Ready")) {
      throw new IllegalStateException("the suite does not start:\n" + said);
    }
    return new Suite(port);
  }

  /** Where people and systems reach it. */
  String url() {
    return "http://localhost:" + port;
  }

  String issuer() {
    return "http://localhost:" + (port + 5) + "/realms/habeas";
  }

  String identityProvider() {
    return "http://localhost:" + (port + 5);
  }

  /** A service past the gateway, as other services reach it. */
  String service(String name) {
    List<String> order = List.of("gateway", "subject", "consent", "disclosure", "notification");
    return "http://localhost:" + (port + order.indexOf(name));
  }

  String secret(String name) {
    String secret = secrets.getProperty(name);
    if (secret == null) {
      throw new IllegalArgumentException("no secret is named " + name);
    }
    return secret;
  }

  /** A service's own database, as its own role. */
  Connection database(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort() + "/" + name,
        name,
        secret("database." + name));
  }

  int databasePort() {
    return port + 7;
  }

  /** Where mail is handed in. */
  int smtpPort() {
    return port + 8;
  }

  Path data() {
    return DATA;
  }

  Path root() {
    return ROOT;
  }

  /** Ends a part as a crash would. */
  void kill(String part) {
    habeas("kill", part);
  }

  /** Starts it again and waits until it is ready. */
  void startAgain(String part) {
    habeas("start", part);
  }

  /**
   * Moves business time on by this much, {@code +29d}; steps add up. {@code reset}: back to now.
   */
  void clock(String offset) {
    habeas("clock", offset);
  }

  /** What a part has printed. */
  String log(String part) {
    return habeas("logs", part);
  }

  /** What an audit of a service's ledger says, with its exit code in the last line. */
  String audit(String service) {
    return habeas("audit", service);
  }

  /** The one-time code of a staff login at this moment. */
  String code(String user) {
    return habeas("code", user).replaceFirst("(?s).*?([0-9]{6}).*", "$1");
  }

  /** Runs {@code ./habeas verify}; the answer's last line is its exit code. */
  static String verify(Path proof) {
    return run(List.of(ROOT.resolve("habeas").toString(), "verify", proof.toString()));
  }

  private static String habeas(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("habeas").toString(), command));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", DATA.toString()));
    return run(line);
  }

  private static String run(List<String> line) {
    try {
      Path output = Files.createTempFile("habeas-", ".out");
      Process process =
          new ProcessBuilder(line)
              .directory(ROOT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IllegalStateException(line + " does not end:\n" + Files.readString(output));
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return said + "\nexit " + process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Properties read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port with nine free ones above it. */
  private static int freePorts() {
    for (int port = 18_080; port < 30_000; port += 20) {
      if (java.util.stream.IntStream.range(port, port + 10).allMatch(Suite::isFree)) {
        return port;
      }
    }
    throw new IllegalStateException("no ten free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
