package io.habeas.postgres.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server all of whose processes are stopped by the kernel: it holds its sockets and says nothing,
 * like one whose disk hangs. Closing this lets it go on.
 */
public final class FrozenServer implements AutoCloseable {

  private final List<String> pids;

  private FrozenServer(List<String> pids) {
    this.pids = pids;
  }

  /** Freezes the server of this database; the first stopped is the one that would start others. */
  public static FrozenServer of(String jdbcUrl) {
    ProcessHandle postmaster = ProcessHandle.of(postmaster(jdbcUrl)).orElseThrow();
    signal("STOP", List.of(Long.toString(postmaster.pid())));
    List<String> pids =
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .map(process -> Long.toString(process.pid()))
            .toList();
    signal("STOP", pids);
    return new FrozenServer(pids);
  }

  @Override
  public void close() {
    signal("CONT", pids);
  }

  private static long postmaster(String jdbcUrl) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl, EmbeddedDatabase.USER, EmbeddedDatabase.USER);
        Statement statement = connection.createStatement();
        ResultSet directory = statement.executeQuery("show data_directory")) {
      directory.next();
      Path pidFile = Path.of(directory.getString(1)).resolve("postmaster.pid");
      try (Stream<String> lines = Files.lines(pidFile)) {
        return Long.parseLong(lines.findFirst().orElseThrow().strip());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask the server where it lives", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String name, List<String> pids) {
    List<String> line = new ArrayList<>(List.of("kill", "-" + name));
    line.addAll(pids);
    try {
      new ProcessBuilder(line).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
