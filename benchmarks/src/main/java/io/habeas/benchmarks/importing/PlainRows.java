package io.habeas.benchmarks.importing;

import io.habeas.benchmarks.suite.Customers;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.local.home.Trouble;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The reference: each customer's line as one row of a table with a key, written as it is, five
 * hundred rows a statement and a commit each.
 */
final class PlainRows implements AutoCloseable {
  static final String CLIENT = "reference's client";
  static final String DATABASE = MeasuredSuite.database("subject");

  private static final int ROWS = 500;

  private final MeasuredSuite suite;
  private final Connection connection;

  PlainRows(MeasuredSuite suite) {
    this.suite = suite;
    try {
      this.connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + suite.ports().postgres() + "/subject",
              "subject",
              suite.secrets().password("database.subject"));
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table bench_reference (number bigint primary key, line text not null)");
      }
    } catch (SQLException e) {
      throw new Trouble("bench", "the reference has no table: " + e.getMessage(), "See above", e);
    }
  }

  /** Writes them. */
  Figures write(Customers customers) {
    long began = System.nanoTime();
    long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Map<String, Long> before = suite.cpu(List.of("subject"));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bench_reference (number, line) select * from unnest(?, ?)")) {
      int end = customers.first() + customers.count();
      for (int from = customers.first(); from < end; from += ROWS) {
        int[] numbers = IntStream.range(from, Math.min(end, from + ROWS)).toArray();
        insert.setArray(
            1,
            connection.createArrayOf(
                "bigint", IntStream.of(numbers).mapToLong(n -> n).boxed().toArray()));
        insert.setArray(
            2,
            connection.createArrayOf(
                "text", IntStream.of(numbers).mapToObj(customers::line).toArray()));
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new Trouble("bench", "the reference fails: " + e.getMessage(), "See above", e);
    }
    Map<String, Long> used =
        new LinkedHashMap<>(MeasuredSuite.used(before, suite.cpu(List.of("subject"))));
    used.keySet().retainAll(List.of(DATABASE, MeasuredSuite.database("shared")));
    used.put(CLIENT, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own) / 1000);
    return new Figures(customers.count(), (System.nanoTime() - began) / 1e9, used);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new Trouble("bench", "the reference does not end", "See above", e);
    }
  }
}
