package io.habeas.benchmarks.importing;

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
import java.util.Map;

/** Imports as billing sends them, until the answer that all is committed. */
final class Import {
  /** The services of the suite. */
  static final List<String> SERVICES = List.of("subject", "consent", "disclosure", "notification");

  private static final int MOST_WAITS = 1_800;

  private final MeasuredSuite suite;
  private final Billing billing;

  Import(MeasuredSuite suite) {
    this.suite = suite;
    this.billing = new Billing(suite);
  }

  /**
   * What it cost to bring customers in, and then to tell every service of them.
   *
   * @param told from the end of the import on, as most is told only then
   */
  record Done(Figures brought, Figures told) {}

  /** Brings them in and waits until every service was told. */
  Done bringIn(Customers customers) {
    String id = billing.begin();
    long began = System.nanoTime();
    Map<String, Long> before = suite.cpu(SERVICES);
    billing.send(id, customers);
    Map<String, Long> used = MeasuredSuite.used(before, suite.cpu(SERVICES));
    double seconds = (System.nanoTime() - began) / 1e9;
    Figures told = tell(customers.count());
    return new Done(new Figures(customers.count(), seconds, used), told);
  }

  private Figures tell(int customers) {
    long began = System.nanoTime();
    Map<String, Long> before = suite.cpu(SERVICES);
    awaitTold();
    Map<String, Long> used = MeasuredSuite.used(before, suite.cpu(SERVICES));
    return new Figures(customers, (System.nanoTime() - began) / 1e9, used);
  }

  private void awaitTold() {
    String url = "jdbc:postgresql://127.0.0.1:" + suite.ports().postgres() + "/subject";
    String password = suite.secrets().password("database.subject");
    try (Connection connection = DriverManager.getConnection(url, "subject", password);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < MOST_WAITS; i++) {
        try (ResultSet left = statement.executeQuery("select 1 from outbox_delivery limit 1")) {
          if (!left.next()) {
            return;
          }
        }
        Pause.millis(500);
      }
    } catch (SQLException e) {
      throw new Trouble("bench", "cannot see the outbox: " + e.getMessage(), "See above", e);
    }
    throw new Trouble("bench", "the services do not hear of the customers", "See their logs");
  }
}
