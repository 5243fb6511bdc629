package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.postgres.testing.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that is there already, with the service's own settings of Flyway. */
class MigrationsTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.create("migrations");
  private final Flyway flyway = flyway();

  @Test
  void aLaterFileOfThePlatformComesAfterTheServicesOwn() throws SQLException {
    flyway.migrate();
    run("drop table ledger_group, ledger_member");
    run("delete from flyway_schema_history where version = '0.4'");

    assertThat(flyway.migrate().migrations)
        .singleElement()
        .matches(one -> one.version.equals("0.4"));
    run("select count(*) from ledger_member");
  }

  /** As when a replica of the version before starts while the new one is rolled out. */
  @Test
  void aReplicaThatDoesNotKnowALaterFileOfThePlatformStarts() throws SQLException {
    flyway.migrate();
    run("update flyway_schema_history set version = '0.9' where version = '0.4'");
    run("drop table ledger_group, ledger_member");

    assertThat(flyway.migrate().success).isTrue();
  }

  private void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Flyway flyway() {
    Properties settings = settings();
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER)
        .locations(settings.getProperty("quarkus.flyway.locations").split(","))
        .outOfOrder(Boolean.parseBoolean(settings.getProperty("quarkus.flyway.out-of-order")))
        .ignoreMigrationPatterns(
            settings.getProperty("quarkus.flyway.ignore-migration-patterns").split(","))
        .load();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    try (InputStream file = MigrationsTest.class.getResourceAsStream("/application.properties")) {
      settings.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return settings;
  }
}
