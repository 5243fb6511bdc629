package io.habeas.local.postgres;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trees;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.Part;
import io.habeas.local.suite.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan of the database server. */
public final class Postgres {

  /** The part's name. */
  public static final String NAME = "postgres";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Installation installation;
  private final DataDirectory data;
  private final Secrets secrets;
  private final int port;

  private Postgres(Installation installation, DataDirectory data, Secrets secrets, int port) {
    this.installation = installation;
    this.data = data;
    this.secrets = secrets;
    this.port = port;
  }

  /** How the server comes to run. */
  public static Plan plan(
      Installation installation, DataDirectory data, Secrets secrets, int port) {
    Postgres postgres = new Postgres(installation, data, secrets, port);
    return new Plan(NAME, Set.of(), postgres::prepare, postgres::makeDatabases);
  }

  /** The secret of a database's role. */
  public static String passwordOf(Secrets secrets, String database) {
    return secrets.password("database." + database);
  }

  private Part prepare(Plan.Announcer announcer) {
    PostgresBinaries binaries =
        PostgresBinaries.unpack(installation, () -> announcer.say("unpacking"));
    Unprivileged user = Unprivileged.here();
    if (!Files.exists(data.postgres().resolve("PG_VERSION"))) {
      announcer.say("making the cluster");
      makeCluster(binaries, user);
    }
    return new Part(
        NAME,
        user.wrap(command(binaries)),
        Map.of("LC_ALL", "C"),
        data.root(),
        databases()::answering,
        PATIENCE);
  }

  private List<String> command(PostgresBinaries binaries) {
    return List.of(
        binaries.program("postgres"),
        "-D",
        data.postgres().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200",
        "-c",
        "shared_buffers=128MB",
        "-c",
        "jit=off",
        "-c",
        "timezone=UTC",
        "-c",
        "log_timezone=UTC");
  }

  private void makeDatabases() {
    databases().ensure(name -> passwordOf(secrets, name));
  }

  private Databases databases() {
    return new Databases(port, passwordOf(secrets, Databases.SUPERUSER));
  }

  /** Into a neighbour first: a cluster that was begun and not finished is begun again. */
  private void makeCluster(PostgresBinaries binaries, Unprivileged user) {
    Path making = data.root().resolve("postgres.new");
    try {
      Trees.delete(making);
      Path directory = Files.createDirectories(making);
      Path password = Files.writeString(making.resolveSibling("postgres.password"), superuser());
      user.handOver(directory);
      user.handOver(password);
      run(
          user.wrap(
              List.of(
                  binaries.program("initdb"),
                  "--pgdata=" + directory.resolve("data"),
                  "--username=" + Databases.SUPERUSER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8")));
      Files.delete(password);
      Files.move(directory.resolve("data"), data.postgres());
      Files.delete(directory);
    } catch (IOException e) {
      throw new Trouble(
          NAME,
          "its cluster cannot be made in " + data.root() + " (" + e.getMessage() + ")",
          "Choose --data",
          e);
    }
  }

  private String superuser() {
    return passwordOf(secrets, Databases.SUPERUSER) + "\n";
  }

  private void run(List<String> command) throws IOException {
    Path log = data.log(NAME);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .directory(data.root().toFile())
            .start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new Trouble(NAME, "initdb ended with exit code " + code, "See " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Trouble(NAME, "was interrupted", "Start again", e);
    }
  }
}
