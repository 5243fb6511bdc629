package io.habeas.postgres.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, empty database on the JVM's one embedded server.
 *
 * @param name the database's name
 * @param port the server's port on loopback
 */
public record EmbeddedDatabase(String name, int port) {

  /** The user that owns every test database. */
  public static final String USER = "postgres";

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Makes a database whose name starts so; the server starts with the first. */
  public static EmbeddedDatabase create(String prefix) {
    return make(prefix + "_" + COUNT.incrementAndGet(), "");
  }

  /** A copy of it as it is now, like a restored backup. Nobody may be using it. */
  public EmbeddedDatabase copy() {
    return make(name + "_" + COUNT.incrementAndGet(), " template " + name);
  }

  private static EmbeddedDatabase make(String name, String like) {
    try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + like);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make test database " + name, e);
    }
    return new EmbeddedDatabase(name, Server.ONE.getPort());
  }

  /** For JDBC, Flyway. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** For the reactive client. */
  public String reactiveUrl() {
    return "postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** The server lives as long as the JVM: its holder closes it in a shutdown hook. */
  private static final class Server {
    static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("shared_buffers", "64MB")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start PostgreSQL for tests", e);
      }
    }
  }
}
