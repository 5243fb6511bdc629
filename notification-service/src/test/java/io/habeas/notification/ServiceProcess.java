package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.habeas.ledger.note.NoteSigner;
import io.habeas.postgres.testing.EmbeddedDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, which can be killed and started again. */
final class ServiceProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Map<String, String> environment;
  private final int port;
  private volatile @Nullable Process process;

  private ServiceProcess(Map<String, String> environment, int port) {
    this.environment = environment;
    this.port = port;
  }

  /** One that listens where the peers expect the public page. */
  static ServiceProcess of(Map<String, String> around, EmbeddedDatabase database, Path directory) {
    int port = Integer.parseInt(Objects.requireNonNull(around.get("quarkus.http.test-port")));
    return new ServiceProcess(environment(around, database, directory, port), port);
  }

  /** Another replica of the same service. */
  ServiceProcess replica() {
    try (ServerSocket free = new ServerSocket(0)) {
      Map<String, String> own = new HashMap<>(environment);
      own.put("QUARKUS_HTTP_PORT", Integer.toString(free.getLocalPort()));
      return new ServiceProcess(own, free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  void start() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await()
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(isAlive()).isTrue();
              return isReady();
            });
  }

  boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** How much memory it takes; 0 where the system does not tell. */
  long residentKilobytes() {
    Process running = process;
    if (running == null) {
      return 0;
    }
    try {
      return Files.readString(Path.of("/proc", Long.toString(running.pid()), "status"))
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException untold) {
      return 0;
    }
  }

  /** As the kernel ends a process that it has no memory for. */
  void kill() {
    Process running = process;
    if (running != null) {
      try {
        running.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    kill();
  }

  private boolean isReady() throws IOException, InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    return HTTP.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-jar",
            "target/quarkus-app/quarkus-run.jar");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target/service-" + port + ".log")));
    return builder.start();
  }

  private static Map<String, String> environment(
      Map<String, String> around, EmbeddedDatabase database, Path directory, int port) {
    Map<String, String> environment = new HashMap<>();
    around.forEach((name, value) -> environment.put(variable(name), value));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.USER);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
    environment.put("MP_JWT_VERIFY_ISSUER", "https://identity.test/realms/habeas");
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", copyOfKey(directory).toUri().toString());
    environment.put("HABEAS_WITNESS_DIRECTORY", directory.resolve("witness").toString());
    environment.put(
        "HABEAS_LEDGER_SIGNING_KEY",
        Base64.getEncoder().encodeToString(new byte[NoteSigner.SEED_SIZE]));
    environment.put("HABEAS_MESSAGES_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("HABEAS_MAILING_LEASE", "12s");
    environment.put("HABEAS_MAILING_FIRST_RETRY", "2s");
    environment.put("HABEAS_RELAYS_MAIN_CONNECT_TIMEOUT", "1s");
    environment.put("HABEAS_RELAYS_MAIN_REPLY_TIMEOUT", "1s");
    environment.put("HABEAS_RELAYS_MAIN_END_OF_DATA_TIMEOUT", "2s");
    return environment;
  }

  private static Path copyOfKey(Path directory) {
    Path copy = directory.resolve("key.pem");
    try (var key =
        Objects.requireNonNull(
            Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("habeas-test-public.pem"))) {
      Files.copy(key, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
