package io.habeas.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * Statements that find a batch's rows by their keys, in a transaction in which no table is read
 * whole while an index leads to the rows. A plan is made once and kept: made while a table is
 * empty, as a queue mostly is, it would read the table whole for each batch when it has grown.
 *
 * <p>Reading whole is all that is switched off: a statement has to leave no other choice but its
 * index, by a {@code lateral} look-up behind {@code offset 0} for each key, or by {@code ctid}. The
 * same text must not be run elsewhere, whose plan the session may keep.
 */
public final class ByIndex {

  private static final String NO_READING_WHOLE = "set local enable_seqscan = off";

  private ByIndex() {}

  /** The work in a transaction of its own. */
  public static <T> Uni<T> in(Pool pool, Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(
        tx -> tx.query(NO_READING_WHOLE).execute().chain(() -> work.apply(tx)));
  }
}
