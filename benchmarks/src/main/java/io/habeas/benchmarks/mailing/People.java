package io.habeas.benchmarks.mailing;

import io.habeas.benchmarks.suite.Billing;
import io.habeas.benchmarks.suite.Customers;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.benchmarks.suite.Pause;
import io.habeas.local.home.Trouble;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Customers with an address each, brought in by an import like anybody's. */
final class People {
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
    Billing billing = new Billing(suite);
    long began = System.nanoTime();
    billing.send(billing.begin(), new Customers(known, missing, false));
    double seconds = (System.nanoTime() - began) / 1e9;
    awaitKnown(count);
    tidy();
    known = count;
    return missing / seconds;
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
