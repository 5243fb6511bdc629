package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.postgres.testing.EmbeddedDatabase;
import io.restassured.RestAssured;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed in the middle of a mailing as an operator's worst day would. */
class KilledServiceIT {
  private static final int PEOPLE = 2_000;

  /** A message a lane. */
  private static final int IN_FLIGHT = 4;

  private final Peers peers = new Peers();
  private Map<String, String> around = Map.of();
  private @Nullable Process service;
  private int port;
  private Map<String, String> environment = Map.of();

  @TempDir Path directory;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    around = peers.start();
    port = Integer.parseInt(Objects.requireNonNull(around.get("quarkus.http.test-port")));
    RestAssured.port = port;
    environment = environment(EmbeddedDatabase.create("killed"));
    service = launch();
  }

  @AfterEach
  void stop() throws InterruptedException {
    kill();
    peers.stop();
  }

  @Test
  void killedInAMailingItMissesNobodyAndRepeatsOnlyWhatWasInFlight()
      throws IOException, InterruptedException, MessagingException {
    for (int i = 0; i < PEOPLE; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "Person " + i, "en", "active"));
    }
    Api.policy("privacy");
    Api.draft("privacy", "1");
    Api.activate("privacy", "1").statusCode(200);
    Api.draft("privacy", "2");
    Instant began = Instant.now();
    UUID campaign =
        UUID.fromString(
            Api.announce("privacy", "2", Instant.now().plus(Duration.ofDays(31)))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("campaignId"));

    for (int part = 1; part <= 3; part++) {
      int enough = PEOPLE * part / 4;
      await().atMost(Duration.ofSeconds(90)).until(() -> received() > enough);
      kill();
      service = launch();
    }
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> "completed".equals(Api.campaign(campaign).get("state")));

    Map<String, Set<String>> idsByRecipient = new HashMap<>();
    int mails = 0;
    for (MimeMessage mail : Peers.relay().getReceivedMessages()) {
      mails++;
      idsByRecipient
          .computeIfAbsent(mail.getAllRecipients()[0].toString(), _ -> new HashSet<>())
          .add(mail.getMessageID());
    }
    System.out.printf(
        "%d people, %d mails, sent again %s, %d s with three kills%n",
        PEOPLE,
        mails,
        Api.campaign(campaign).get("sentAgain"),
        Duration.between(began, Instant.now()).toSeconds());
    assertThat(idsByRecipient).hasSize(PEOPLE);
    assertThat(idsByRecipient.values()).allMatch(ids -> ids.size() == 1);
    assertThat(mails - PEOPLE).isLessThanOrEqualTo(3 * IN_FLIGHT);
    Api.dpo().get(V1 + "/campaigns").then().statusCode(200);
  }

  private static int received() {
    GreenMail relay = Peers.relay();
    return relay.getReceivedMessages().length;
  }

  private Process launch() throws IOException, InterruptedException {
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
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-service.log")));
    Process started = builder.start();
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(started.isAlive()).isTrue();
              return RestAssured.get("/q/health/ready").statusCode() == 200;
            });
    return started;
  }

  private void kill() throws InterruptedException {
    if (service != null) {
      service.destroyForcibly().waitFor();
    }
  }

  private Map<String, String> environment(EmbeddedDatabase database) throws IOException {
    Path key = copyOfKey();
    Map<String, String> environment = new HashMap<>();
    around.forEach((name, value) -> environment.put(variable(name), value));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.USER);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
    environment.put("MP_JWT_VERIFY_ISSUER", "https://identity.test/realms/habeas");
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", key.toUri().toString());
    environment.put("HABEAS_WITNESS_DIRECTORY", directory.resolve("witness").toString());
    environment.put(
        "HABEAS_LEDGER_SIGNING_KEY",
        Base64.getEncoder().encodeToString(new byte[NoteSigner.SEED_SIZE]));
    environment.put("HABEAS_MESSAGES_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("HABEAS_MAILING_LEASE", "15s");
    environment.put("HABEAS_RELAYS_MAIN_CONNECT_TIMEOUT", "1s");
    environment.put("HABEAS_RELAYS_MAIN_REPLY_TIMEOUT", "1s");
    environment.put("HABEAS_RELAYS_MAIN_END_OF_DATA_TIMEOUT", "5s");
    return environment;
  }

  private Path copyOfKey() throws IOException {
    Path copy = directory.resolve("key.pem");
    try (var key =
        Objects.requireNonNull(
            Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("habeas-test-public.pem"))) {
      Files.copy(key, copy);
    }
    return copy;
  }

  private static String variable(String property) {
    return property.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
