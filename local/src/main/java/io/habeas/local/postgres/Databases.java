package io.habeas.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * The databases of one server, each with a role of its own that may enter no other.
 *
 * @param port the server's port on loopback
 * @param superuserPassword of the role that owns the server
 */
record Databases(int port, String superuserPassword) {

  static final String SUPERUSER = "postgres";

  /** Every database of the suite. */
  static final List<String> NAMES =
      List.of("subject", "vault", "consent", "disclosure", "notification", "gateway", "keycloak");

  /** Whether the server answers the superuser. */
  boolean answering() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes what is missing and sets every password. */
  void ensure(UnaryOperator<String> passwords) {
    try (Connection connection = connect()) {
      for (String name : NAMES) {
        ensure(connection, name, passwords.apply(name));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the databases cannot be made", e);
    }
  }

  private static void ensure(Connection connection, String name, String password)
      throws SQLException {
    boolean roleExists = exists(connection, "select 1 from pg_roles where rolname = ?", name);
    boolean databaseExists =
        exists(connection, "select 1 from pg_database where datname = ?", name);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          (roleExists ? "alter role " : "create role ")
              + name
              + " login password '"
              + password.replace("'", "''")
              + "'");
      if (!databaseExists) {
        statement.execute("create database " + name + " owner " + name);
        statement.execute("revoke connect on database " + name + " from public");
      }
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", superuserPassword);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }
}
