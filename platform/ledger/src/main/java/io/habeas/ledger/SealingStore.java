package io.habeas.ledger;

import io.habeas.ledger.record.Leaf;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the sealer reads and writes. */
final class SealingStore {
  /** Any number that nobody else locks; the log's year is the other half of the key. */
  private static final int LOCK = 0x4c454447;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1, $2) as locked";

  /** Skips from log to log over ledger_entry_in_order. */
  private static final String LOGS =
      """
      with recursive found as (
        select min(log) as log from ledger_entry
        union all
        select (select min(e.log) from ledger_entry e where e.log > found.log)
        from found where found.log is not null)
      select log from found where log is not null
      """;

  private static final String LAST_STATE =
      """
      select size, last_xid::text as last_xid from ledger_checkpoint
      where log = $1 order by size desc limit 1
      """;

  /**
   * Index ledger_entry_in_order, from where the last batch ended. Rows of transactions that are
   * older than all that run are final. Rows "from the future" are final too: their transaction ids
   * come from the server that a logical backup was taken of, and then the counter here is behind
   * the last one sealed, so the start is the beginning and the anti-join does the work.
   */
  private static final String UNSEALED =
      """
      select e.id, e.log, e.at, e.clock_moved, e.bucket, e.action, e.actor, e.commitment,
             e.xid::text as xid
      from ledger_entry e,
           (select pg_snapshot_xmin(s) as low, pg_snapshot_xmax(s) as high
            from pg_current_snapshot() s) w
      where e.log = $1
        and e.xid >= case when $2::text::xid8 < w.high then $2::text::xid8 else '0'::xid8 end
        and (e.xid < w.low or e.xid >= w.high)
        and not exists (select from ledger_leaf l where l.entry_id = e.id and l.log = e.log)
      order by e.xid, e.id
      limit $3
      """;

  private static final String INSERT_LEAVES =
      """
      insert into ledger_leaf (log, index, entry_id)
      select $1::smallint, $2::bigint + l.place - 1, l.entry_id
      from unnest($3::uuid[]) with ordinality as l (entry_id, place)
      """;

  private static final String INSERT_CHECKPOINT =
      """
      insert into ledger_checkpoint (log, size, note, last_xid)
      values ($1, $2, $3, $4::text::xid8)
      """;

  /** Index ledger_checkpoint_unpublished. */
  private static final String UNPUBLISHED =
      """
      select log, size, note from ledger_checkpoint
      where published_at is null order by log, size limit 1000
      """;

  private static final String MARK_PUBLISHED =
      """
      update ledger_checkpoint set published_at = $3
      where log = $1 and size = $2 and published_at is null
      """;

  /** Where the last batch of a log ended. */
  record State(long size, String lastXid) {}

  /** An entry that waits to be sealed. */
  record Unsealed(Leaf leaf, String xid) {}

  /** A checkpoint that waits for the witness. */
  record Unpublished(int log, long size, String note) {}

  Uni<Boolean> tryLock(SqlClient tx, int log) {
    return tx.preparedQuery(TRY_LOCK)
        .execute(Tuple.of(LOCK, log))
        .map(rows -> rows.iterator().next().getBoolean("locked"));
  }

  Uni<List<Integer>> logs(SqlClient client) {
    return client
        .preparedQuery(LOGS)
        .execute()
        .map(rows -> list(rows, row -> row.getInteger("log")));
  }

  Uni<State> lastState(SqlClient tx, int log) {
    return tx.preparedQuery(LAST_STATE)
        .execute(Tuple.of(log))
        .map(rows -> rows.size() == 0 ? new State(0, "0") : state(rows.iterator().next()));
  }

  Uni<List<Unsealed>> unsealed(SqlClient tx, int log, State last, int limit) {
    return tx.preparedQuery(UNSEALED)
        .execute(Tuple.of(log, last.lastXid(), limit))
        .map(rows -> list(rows, row -> new Unsealed(EntryStore.leaf(row), row.getString("xid"))));
  }

  Uni<Void> insertLeaves(SqlClient tx, int log, long firstIndex, List<Unsealed> batch) {
    UUID[] ids = batch.stream().map(each -> each.leaf().id()).toArray(UUID[]::new);
    return tx.preparedQuery(INSERT_LEAVES)
        .execute(Tuple.of(log, firstIndex, ids))
        .replaceWithVoid();
  }

  Uni<Void> insertCheckpoint(SqlClient tx, Unpublished checkpoint, String lastXid) {
    return tx.preparedQuery(INSERT_CHECKPOINT)
        .execute(Tuple.of(checkpoint.log(), checkpoint.size(), checkpoint.note(), lastXid))
        .replaceWithVoid();
  }

  Uni<List<Unpublished>> unpublished(SqlClient client) {
    return client
        .preparedQuery(UNPUBLISHED)
        .execute()
        .map(
            rows ->
                list(
                    rows,
                    row ->
                        new Unpublished(
                            row.getInteger("log"), row.getLong("size"), row.getString("note"))));
  }

  Uni<Void> markPublished(SqlClient client, Unpublished checkpoint, Instant at) {
    return client
        .preparedQuery(MARK_PUBLISHED)
        .execute(Tuple.of(checkpoint.log(), checkpoint.size(), at.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static State state(Row row) {
    return new State(row.getLong("size"), row.getString("last_xid"));
  }

  static <T> List<T> list(RowSet<Row> rows, java.util.function.Function<Row, T> mapping) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      list.add(mapping.apply(row));
    }
    return list;
  }
}
