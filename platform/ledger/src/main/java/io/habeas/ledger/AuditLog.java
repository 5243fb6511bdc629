package io.habeas.ledger;

import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.note.MalformedNote;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.witness.DirectoryWitness;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The auditor's command line: reads a log and its witness without the service. {@code DATABASE
 * WITNESS SERVICE YEAR [KEY]}; the database as {@code postgresql://user:password@host:port/name}.
 * Without a key, HABEAS_LEDGER_SIGNING_KEY is taken. 0 intact, 1 broken, 2 cannot tell.
 */
public final class AuditLog {
  private AuditLog() {}

  /** Runs the audit and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length < 4 || arguments.length > 5) {
      err.println("usage: audit DATABASE WITNESS SERVICE YEAR [KEY]");
      return 2;
    }
    try {
      Finding finding = audit(arguments);
      out.println(finding.line());
      return finding instanceof Finding.Intact ? 0 : 1;
    } catch (MalformedNote | NumberFormatException e) {
      err.println("the key or the year does not read: " + e.getMessage());
    } catch (RuntimeException e) {
      err.println("cannot read the log: " + e.getMessage());
    }
    return 2;
  }

  private static Finding audit(String[] arguments) {
    String service = arguments[2];
    int log = Integer.parseInt(arguments[3]);
    NoteKey key = arguments.length == 5 ? NoteKey.parse(arguments[4]) : own(service, log);
    Vertx vertx = Vertx.vertx();
    Pool pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(PgConnectOptions.fromUri(arguments[0]))
            .using(vertx)
            .build();
    try {
      return new LedgerVerifier(pool, new DirectoryWitness(Path.of(arguments[1])))
          .verify(key, service, log)
          .await()
          .indefinitely();
    } finally {
      pool.closeAndAwait();
      vertx.closeAndAwait();
    }
  }

  private static NoteKey own(String service, int log) {
    String seed = System.getenv("HABEAS_LEDGER_SIGNING_KEY");
    if (seed == null) {
      throw new IllegalArgumentException("there is neither a KEY nor HABEAS_LEDGER_SIGNING_KEY");
    }
    return NoteSigner.of(seed).key("habeas/" + service + "/" + log);
  }
}
