package io.habeas.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marked personal data goes through every operation and turns up in no column and no log line. */
@QuarkusTest
@RunningSubject
class CanaryTest {

  private static final String MARK = "canary7f3a";
  private static final String EMAIL = MARK + "@marked.example";
  private static final String PHONE = "+4930555777911";
  private static final String BASE = "/api/subject/v1";

  @Inject DataSource subject;
  @Inject @Any Instance<DataSource> all;

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listening();

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(listener);
  }

  @Test
  void markedDataTurnsUpNowhere() throws SQLException {
    UUID id = holdMarkedPerson();
    readAndCorrect(id);
    sendMarkedNonsense();
    importMarkedLines();

    List<String> found = new ArrayList<>(plainIn(subject));
    found.addAll(plainIn(all.select(new DataSourceLiteral("vault")).get()));
    assertThat(found).isEmpty();
    assertThat(logged).noneMatch(CanaryTest::isMarked);
  }

  private static UUID holdMarkedPerson() {
    return UUID.fromString(
        Calls.billing()
            .body(markedAccount())
            .put(BASE + "/accounts/" + MARK)
            .then()
            .statusCode(200)
            .extract()
            .path("people[0].subjectId"));
  }

  private static void readAndCorrect(UUID id) {
    String point =
        Calls.person("dpo")
            .get(BASE + "/subjects/" + id + "?purpose=rights-requests")
            .then()
            .statusCode(200)
            .extract()
            .path("contactPoints.find { it.kind == 'email' }.id");
    Calls.person("dpo").get(BASE + "/accounts/" + MARK + "?purpose=billing").then().statusCode(200);
    Calls.customer(id)
        .header("If-Match", "\"1\"")
        .body("{\"value\": \"second-" + EMAIL + "\"}")
        .put(BASE + "/subjects/" + id + "/contact-points/" + point)
        .then()
        .statusCode(200);
    Calls.person("dpo")
        .body("{\"restricted\": true, \"reason\": \"" + EMAIL + " says so\"}")
        .put(BASE + "/subjects/" + id + "/restriction")
        .then()
        .statusCode(200);
    Calls.service("subject:contact", "policy-notice")
        .body(
            "{\"purpose\": \"policy-notice\", \"channel\": \"email\", \"subjectIds\": [\""
                + id
                + "\"]}")
        .post(BASE + "/contacts")
        .then()
        .statusCode(200);
    Calls.service("subject:release", "legal-compliance")
        .body(
            "{\"purpose\": \"legal-compliance\", \"subjectId\": \"%s\", \"fields\": [\"email\", \"identifiers\"]}"
                .formatted(id))
        .post(BASE + "/releases")
        .then()
        .statusCode(200);
    for (String[] what : new String[][] {{"email", EMAIL}, {"phone", PHONE}, {"account", MARK}}) {
      Calls.person("support")
          .body(
              "{\"kind\": \"%s\", \"value\": \"%s\", \"purpose\": \"service-delivery\"}"
                  .formatted(what[0], what[1]))
          .post(BASE + "/subjects/search")
          .then()
          .statusCode(200);
    }
  }

  /** The mark where nothing expects it: every answer is a refusal that does not repeat it. */
  private static void sendMarkedNonsense() {
    String account = markedAccount();
    for (String bad :
        List.of(
            account.replace("\"jaguar\"", '"' + EMAIL + '"'),
            account.replace("\"vps\"", '"' + EMAIL + '"'),
            account.replace("\"DE\"", '"' + EMAIL + '"'),
            account.replace("\"Europe/Berlin\"", '"' + EMAIL + '"'),
            account.replace("\"owner\"", '"' + EMAIL + '"'),
            account.replace("\"tax-id\"", '"' + EMAIL + '"'),
            account.replace("\"purchase\"", '"' + EMAIL + '"'),
            account.replace("\"orders\"", '"' + EMAIL + '"'),
            account.replace("\"2026-01-02T03:04:05Z\"", '"' + EMAIL + '"'),
            account.replace("\"privacy/1\"", '"' + EMAIL + '"'),
            account.replace("\"people\"", '"' + EMAIL + '"'),
            account.replace("[", EMAIL),
            EMAIL)) {
      String answer =
          Calls.billing()
              .body(bad)
              .put(BASE + "/accounts/A1")
              .then()
              .statusCode(400)
              .extract()
              .asString();
      assertThat(answer).doesNotContain("@marked");
    }
    Calls.billing()
        .body("{\"format\": \"csv\", \"name\": \"" + EMAIL + "\"}")
        .post(BASE + "/imports")
        .then()
        .statusCode(400);
    Calls.person("dpo")
        .get(BASE + "/subjects/" + EMAIL + "?purpose=" + EMAIL)
        .then()
        .statusCode(404);
    Calls.person("dpo").get(BASE + "/registries/" + EMAIL).then().statusCode(404);
  }

  private static void importMarkedLines() {
    String id =
        Calls.billing()
            .body("{\"format\": \"ndjson\"}")
            .post(BASE + "/imports")
            .then()
            .extract()
            .path("id");
    String good =
        markedAccount()
            .replace("\n", " ")
            .replace("{\"kind\": \"org", "{\"number\": \"I-" + MARK + "\", \"kind\": \"org");
    String lines =
        String.join(
            "\n",
            good,
            EMAIL,
            good.replace("\"people\"", '"' + EMAIL + '"'),
            good.replace("\"Europe/Berlin\"", '"' + EMAIL + '"'),
            good.replace(PHONE, EMAIL));
    String answer =
        Calls.billing()
            .contentType("application/x-ndjson")
            .body(lines.getBytes(StandardCharsets.UTF_8))
            .put(BASE + "/imports/" + id + "/content")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(answer).contains("\"accepted\":1").contains("\"refused\":4");
    assertThat(Calls.billing().get(BASE + "/imports/" + id + "/errors").asString())
        .doesNotContain(MARK);
  }

  private static String markedAccount() {
    return """
        {"kind": "organisation", "name": "%1$s Ltd", "brand": "jaguar", "products": ["vps"], "residency": "DE",
         "people": [{"key": "%2$s", "roles": ["owner"], "givenName": "%1$s", "familyName": "%2$s",
           "languages": ["de"], "timeZone": "Europe/Berlin",
           "contactPoints": [{"kind": "email", "value": "%2$s"}, {"kind": "phone", "value": "%3$s"},
             {"kind": "postal", "address": {"street": "%1$s", "extra": "%2$s", "postalCode": "%1$s",
               "city": "%2$s", "region": "%2$s", "country": "DE"}}],
           "identifiers": [{"kind": "tax-id", "value": "%2$s"}],
           "items": [{"category": "purchase", "value": {"product": "%2$s", "orderedAt": "2026-01-02T03:04:05Z"},
             "source": "orders", "purposes": ["billing"], "legalBasis": "contract",
             "collectedAt": "2026-01-02T03:04:05Z", "policyVersion": "privacy/1"}]}]}
        """
        .formatted(MARK, EMAIL, PHONE);
  }

  /** The tables in which the mark stands, as text or as the bytes of a column. */
  private static List<String> plainIn(DataSource database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (String table : tables(connection)) {
        if (hasMark(connection, table)) {
          found.add(table);
        }
      }
    }
    return found;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select tablename from pg_tables where schemaname = current_schema()")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    assertThat(tables).hasSizeGreaterThan(10);
    return tables;
  }

  private static boolean hasMark(Connection connection, String table) throws SQLException {
    String condition =
        String.join(
            " or ",
            Map.of("mark", MARK, "phone", PHONE.substring(3)).values().stream()
                .flatMap(mark -> List.of(mark, hex(mark)).stream())
                .map(mark -> "r::text ilike '%" + mark + "%'")
                .toList());
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select exists (select from \"" + table + "\" r where " + condition + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isMarked(String line) {
    return line.contains(MARK) || line.contains(PHONE.substring(3));
  }

  private final class Listening extends Handler {

    @Override
    public void publish(LogRecord record) {
      StringBuilder line = new StringBuilder(ExtLogRecord.wrap(record).getFormattedMessage());
      for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
        line.append(' ').append(cause);
      }
      logged.add(line.toString());
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is held open
    }
  }
}
