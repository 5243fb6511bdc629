package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Marked data goes in by the front door and is looked for everywhere it must not be. */
@Order(6)
class CanaryTest {

  private static final String MARK = "kanarienvogel";
  private static final String PHONE = "+4930901820777";

  @Test
  void markedDataIsInNoLogAndInNoOtherServicesDatabase() throws SQLException {
    putInAndUse();

    for (String database :
        List.of("subject", "vault", "consent", "disclosure", "notification", "gateway")) {
      assertThat(tablesWithMark(database)).as(database).isEmpty();
    }
    assertThat(filesWithMark(Suite.RUNNING.data().resolve("log"))).isEmpty();
    assertThat(filesWithMark(Suite.RUNNING.data().resolve("witness"))).isEmpty();
  }

  private static void putInAndUse() {
    String account =
        Customers.line("canary", 1)
            .replace(Customers.email("canary", 1), MARK + "@customers.example")
            .replace("Петров 1", MARK)
            .replace(
                "\"contactPoints\":[",
                "\"contactPoints\":[{\"kind\":\"phone\",\"value\":\"" + PHONE + "\"},");
    Api billing = Api.client("billing", "subject:write subject:read");
    Api.Answer made = billing.put("/api/subject/v1/accounts/canary-1", account);
    assertThat(made.status()).as(made.text()).isIn(200, 201);
    String subject = made.body().path("people").path(0).path("subjectId").asText();
    String read =
        billing.get("/api/subject/v1/subjects/" + subject + "?purpose=service-delivery").text();
    assertThat(read).contains(MARK);
    billing.put(
        "/api/subject/v1/accounts/canary-1", account.replace("\"person\"", "\"" + MARK + "\""));
    billing.get("/api/subject/v1/accounts/" + MARK + "?purpose=billing");
    Api.client("billing", "consent:decide")
        .post(
            "/api/consent/v1/decisions",
            Map.of("subjectId", subject, "purpose", "offers", "channel", "email"));
    Policy policy = new Policy("terms").create();
    policy.draft("1.0", "# Terms\n\nFair ones.\n");
    policy.announce("1.0");
    Waiting.until("the canary is mailed", Duration.ofMinutes(8), () -> !Mailbox.to(MARK).isEmpty());
  }

  private static List<String> tablesWithMark(String database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = Suite.RUNNING.database(database);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        String where =
            "t::text like '%" + MARK + "%' or t::text like '%" + PHONE.substring(1) + "%'";
        try (ResultSet rows =
            statement.executeQuery("select 1 from " + table + " t where " + where + " limit 1")) {
          if (rows.next()) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }

  private static List<Path> filesWithMark(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(CanaryTest::hasMark).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasMark(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.contains(MARK) || text.contains(PHONE.substring(1));
    } catch (NoSuchFileException gone) {
      return false; // the running suite has replaced it meanwhile, by what is read beside it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
