package io.habeas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;

/** The log of the running notification-service, as an auditor reads it: from outside. */
final class Ledgers {

  static final String SERVICE = "notification";
  static final int YEAR = Instant.now().atOffset(ZoneOffset.UTC).getYear();

  private static final String LEFT =
      """
      select (select count(*) from ledger_entry e
              where not exists (select from ledger_leaf l
                                where l.entry_id = e.id and l.log = e.log))
           + (select count(*) from ledger_checkpoint where published_at is null)
      """;

  private Ledgers() {}

  /** What the auditor's command said, and its exit code. */
  record Audit(String said, int exit) {}

  /** Where notification-service publishes to. */
  static Path witness() {
    return Suite.RUNNING.data().resolve("witness").resolve(SERVICE);
  }

  /** Where the checkpoints of the year's log lie in a witness. */
  static Path checkpoints(Path witness) {
    return witness.resolve("ledger").resolve(SERVICE).resolve(Integer.toString(YEAR));
  }

  /** Whether every entry is sealed and every checkpoint published. */
  static boolean isSettled() {
    try (Connection database = Suite.RUNNING.database(SERVICE);
        Statement statement = database.createStatement();
        ResultSet left = statement.executeQuery(LEFT)) {
      left.next();
      return left.getLong(1) == 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Audits a database with what anybody may know: the key comes from the public address. */
  static Audit audit(String user, String password, String database, Path witness) {
    String address =
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(user, password, Suite.RUNNING.databasePort(), database);
    String libraries = libraries("main") + java.io.File.pathSeparator + libraries("boot");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                libraries,
                "io.habeas.ledger.AuditLog",
                address,
                witness.toString(),
                SERVICE,
                Integer.toString(YEAR),
                publicKey())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = command.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Audit(said.strip(), process.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String publicKey() {
    Api.Answer answer = Api.nobody().get("/api/notification/v1/ledger/keys/" + YEAR);
    if (answer.status() != 200) {
      throw new IllegalStateException("no public key: " + answer);
    }
    return answer.body().path("key").asText();
  }

  private static String libraries(String folder) {
    Path lib = Path.of("notification-service", "target", "local-app", "lib", folder);
    return Suite.RUNNING.root().resolve(lib).resolve("*").toString();
  }
}
