package io.habeas.ledger;

import io.habeas.ledger.audit.Audit;
import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.audit.SealedRow;
import io.habeas.ledger.note.MalformedNote;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.SaltedRecord;
import io.habeas.ledger.witness.Witness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Audits a service's log: its rows against its tree and both against the witness. Made by hand with
 * any connection, so that an auditor can run it without the service.
 *
 * <p>The checkpoints are read before the rows and the database's own size after them: a log that
 * grows meanwhile is no finding.
 */
public final class LedgerVerifier {
  private static final int PAGE = 2000;

  /** Primary key of ledger_leaf, in pages. */
  private static final String ROWS =
      """
      select l.index as place, n.hash, r.record, r.salt, g.entry_id is not null as grouped,
             e.id, e.log, e.at, e.clock_moved, e.bucket, e.action, e.actor, e.commitment
      from ledger_leaf l
      left join ledger_node n on n.log = l.log and n.level = 0 and n.index = l.index
      left join ledger_entry e on e.id = l.entry_id and e.log = l.log
      left join ledger_record r on r.entry_id = l.entry_id and r.log = l.log
      left join ledger_group g on g.entry_id = l.entry_id and g.log = l.log
      where l.log = $1 and l.index >= $2
      order by l.index limit $3
      """;

  /** Primary key. */
  private static final String COMMITMENTS =
      """
      select g.commitments from ledger_leaf l
      join ledger_group g on g.entry_id = l.entry_id and g.log = l.log
      where l.log = $1 and l.index = $2
      """;

  private static final String SEALED =
      "select coalesce(max(size), 0) as size from ledger_checkpoint where log = $1";

  /** An entry that stands behind the sealed part without a place in it was smuggled in. */
  private static final String SMUGGLED =
      """
      select count(*) as found from ledger_entry e
      where e.log = $1
        and e.xid < (select last_xid from ledger_checkpoint where log = $1 order by size desc limit 1)
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        and (select max(last_xid) from ledger_checkpoint where log = $1)
            < pg_snapshot_xmax(pg_current_snapshot())
        and not exists (select from ledger_leaf l where l.entry_id = e.id and l.log = e.log)
      """;

  private static final String OF_NO_ENTRY =
      """
      select count(*) as found from ledger_group g
      where g.log = $1
        and not exists (select from ledger_entry e where e.id = g.entry_id and e.log = g.log)
      """;

  private final SqlClient database;
  private final Witness witness;

  /** A verifier that reads this database and this witness. */
  public LedgerVerifier(SqlClient database, Witness witness) {
    this.database = database;
    this.witness = witness;
  }

  /**
   * Audits one log.
   *
   * @param key what the log's checkpoints must be signed with; its name is the log's origin
   * @param service the service's name in the origin
   * @param log the year
   */
  public Uni<Finding> verify(NoteKey key, String service, int log) {
    return Uni.createFrom()
        .item(() -> Checkpoints.published(witness, service, log))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(published -> audit(new Audit(key, published), log))
        .onFailure(MalformedNote.class)
        .recoverWithItem(
            e -> new Finding.Broken(0, "the witness holds an unreadable note: " + e.getMessage()));
  }

  private Uni<Finding> audit(Audit audit, int log) {
    return pages(audit, log, 0)
        .chain(() -> count(SEALED, log, "size"))
        .map(audit::end)
        .chain(
            finding ->
                finding instanceof Finding.Intact intact
                    ? new MemberPages(database).audit(intact, log)
                    : Uni.createFrom().item(finding))
        .chain(finding -> unless(finding, SMUGGLED, log, "%d entries stand behind the sealed part"))
        .chain(finding -> unless(finding, OF_NO_ENTRY, log, "%d groups are of no entry"));
  }

  private Uni<Void> pages(Audit audit, int log, long from) {
    return database
        .preparedQuery(ROWS)
        .execute(Tuple.of(log, from, PAGE))
        .map(rows -> SealingStore.list(rows, LedgerVerifier::sealedRow))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            rows ->
                read(audit, log, rows)
                    .chain(
                        goOn ->
                            goOn && rows.size() == PAGE
                                ? pages(audit, log, rows.getLast().index() + 1)
                                : Uni.createFrom().voidItem()));
  }

  /** Row by row: of a group, its commitments before the next one. */
  private Uni<Boolean> read(Audit audit, int log, List<SealedRow> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row ->
                audit.read(row) && row.isGroup()
                    ? commitments(log, row).map(found -> audit.read(row, found.orElse(null)))
                    : Uni.createFrom().item(!audit.isBroken()))
        .collect()
        .in(() -> new AtomicBoolean(true), AtomicBoolean::set)
        .map(AtomicBoolean::get);
  }

  private Uni<Optional<Commitments>> commitments(int log, SealedRow row) {
    return database
        .preparedQuery(COMMITMENTS)
        .execute(Tuple.of(log, row.index()))
        .map(
            rows ->
                SealingStore.list(
                        rows, each -> new Commitments(each.getBuffer("commitments").getBytes()))
                    .stream()
                    .findFirst())
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private Uni<Finding> unless(Finding finding, String counting, int log, String what) {
    return finding instanceof Finding.Intact intact
        ? count(counting, log, "found")
            .map(
                found ->
                    found == 0
                        ? intact
                        : new Finding.Broken(intact.size(), "inserted: " + what.formatted(found)))
        : Uni.createFrom().item(finding);
  }

  private Uni<Long> count(String sql, int log, String column) {
    return database
        .preparedQuery(sql)
        .execute(Tuple.of(log))
        .map(rows -> rows.iterator().next().getLong(column));
  }

  private static SealedRow sealedRow(Row row) {
    return new SealedRow(
        row.getLong("place"),
        row.getUUID("id") == null ? null : EntryStore.leaf(row),
        row.getBuffer("hash") == null ? null : row.getBuffer("hash").getBytes(),
        row.getString("record") == null
            ? null
            : new SaltedRecord(row.getString("record"), row.getBuffer("salt").getBytes()),
        row.getBoolean("grouped"));
  }

  /** The published checkpoints of a log, for those who keep their own copy of the last one. */
  public List<SignedNote> published(String service, int log) {
    return Checkpoints.published(witness, service, log);
  }
}
