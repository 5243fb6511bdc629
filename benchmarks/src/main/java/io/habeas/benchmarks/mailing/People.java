package io.habeas.benchmarks.mailing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.benchmarks.suite.Caller;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.local.home.Trouble;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Customers with an address each, brought in by an import like anybody's. */
final class People {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LINES_A_CHUNK = 500;
  private static final int MOST_WAITS = 3_600;

  /** Its name, and that of a database of its own. */
  private static final String SUPERUSER = "postgres";

  private final MeasuredSuite suite;
  private int known;

  /** Nobody yet. */
  People(MeasuredSuite suite) {
    this.suite = suite;
  }

  /** How many there are. */
  int known() {
    return known;
  }

  /**
   * Imports more of them and waits until every service knows of them; how many a second. What an
   * import leaves to be tidied is tidied here, so that the server does not do it while others are
   * measured.
   *
   * @param count how many there are then
   */
  double bringIn(int count) {
    int missing = count - known;
    Caller billing = new Caller(suite, "billing");
    String path = "/api/subject/v1/imports";
    long began = System.nanoTime();
    String id =
        billing
            .post("subject", "subject:import", path, Map.of("format", "ndjson", "name", "bench"))
            .path("id")
            .asText();
    int accepted =
        billing
            .call(
                "subject",
                "subject:import",
                "PUT",
                path + "/" + id + "/content?fromLine=1",
                BodyPublishers.ofInputStream(() -> lines(known, count)),
                "application/x-ndjson")
            .path("accepted")
            .asInt();
    if (accepted != missing) {
      throw new Trouble("bench", accepted + " of " + missing + " were imported", "Report this");
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    awaitKnown(count);
    tidy();
    known = count;
    return missing / seconds;
  }

  private static InputStream lines(int from, int to) {
    List<Integer> chunks =
        IntStream.iterate(from, start -> start < to, start -> start + LINES_A_CHUNK)
            .boxed()
            .toList();
    Iterator<Integer> left = chunks.iterator();
    return new SequenceInputStream(
        new Enumeration<InputStream>() {
          @Override
          public boolean hasMoreElements() {
            return left.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return chunk(left.next(), to);
          }
        });
  }

  private static InputStream chunk(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < Math.min(to, from + LINES_A_CHUNK); i++) {
      lines.append(customer(i)).append('\n');
    }
    return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode customer(int number) {
    String language = number % 3 == 0 ? "de" : "en";
    ObjectNode account =
        JSON.createObjectNode()
            .put("number", "bench-" + number)
            .put("kind", "person")
            .put("brand", "nordhost")
            .put("residency", "DE");
    account.putArray("products").add("vps-2");
    ObjectNode person =
        account
            .putArray("people")
            .addObject()
            .put("key", "owner")
            .put("givenName", "Person")
            .put("familyName", "Number " + number)
            .put("timeZone", "Europe/Berlin")
            .put("residency", "DE");
    person.putArray("roles").add("owner");
    person.putArray("languages").add(language);
    person
        .putArray("contactPoints")
        .addObject()
        .put("kind", "email")
        .put("value", "person" + number + "@people" + number % 997 + ".example");
    return account;
  }

  private void awaitKnown(int count) {
    for (int i = 0; i < MOST_WAITS; i++) {
      if (rows("notification", "membership") >= count
          && rows("consent", "subject_state") >= count) {
        return;
      }
      Pause.millis(1_000);
    }
    throw new Trouble("bench", "the services do not hear of the customers", "See their logs");
  }

  private void tidy() {
    for (String database : List.of("subject", "vault", "consent", "notification")) {
      asSuperuser(database, "vacuum (analyze)");
    }
    asSuperuser(SUPERUSER, "checkpoint");
  }

  private void asSuperuser(String database, String command) {
    try (Connection connection = connect(database, SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new Trouble("bench", command + " failed: " + e.getMessage(), "See above", e);
    }
  }

  private Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + suite.ports().postgres() + "/" + database,
        user,
        suite.secrets().password("database." + user));
  }

  private long rows(String database, String table) {
    try (Connection connection = connect(database, database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new Trouble("bench", "cannot count " + table + ": " + e.getMessage(), "See above", e);
    }
  }
}
