package io.habeas.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

  @Test
  void eachDatabaseIsItsOwnOnARealServer() throws SQLException {
    EmbeddedDatabase one = EmbeddedDatabase.create("one");
    EmbeddedDatabase two = EmbeddedDatabase.create("one");

    assertThat(one.name()).isNotEqualTo(two.name());
    try (Connection connection =
            DriverManager.getConnection(
                one.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER);
        ResultSet row =
            connection.createStatement().executeQuery("select current_database(), version()")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo(one.name());
      assertThat(row.getString(2)).startsWith("PostgreSQL 18");
    }
  }
}
