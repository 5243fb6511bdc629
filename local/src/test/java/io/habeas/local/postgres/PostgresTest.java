package io.habeas.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Secrets;
import io.habeas.local.suite.Plan;
import io.habeas.local.suite.Progress;
import io.habeas.local.suite.Suite;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, started twice on one data directory. */
class PostgresTest {

  @TempDir Path directory;

  @Test
  void keepsItsDataAndLetsEachRoleIntoItsOwnDatabaseOnly() throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("suite")).create();
    Secrets secrets = Secrets.of(data);
    int port = freePort();
    Plan plan = Postgres.plan(Installation.find(), data, secrets, port);

    try (Suite suite = suite(data)) {
      suite.start(List.of(plan));
      try (Connection connection = connect(port, "consent", "consent", secrets);
          Statement statement = connection.createStatement()) {
        statement.execute("create table choice (made text)");
        statement.execute("insert into choice values ('denied')");
      }
      assertThatThrownBy(() -> connect(port, "vault", "consent", secrets))
          .isInstanceOf(SQLException.class);
    }
    try (Suite suite = suite(data)) {
      suite.start(List.of(plan));
      try (Connection connection = connect(port, "consent", "consent", secrets);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select made from choice")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("denied");
      }
    }
  }

  private static Suite suite(DataDirectory data) {
    return new Suite(data, new Progress(new PrintStream(OutputStream.nullOutputStream())));
  }

  private static Connection connect(int port, String database, String role, Secrets secrets)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
        role,
        Postgres.passwordOf(secrets, role));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
