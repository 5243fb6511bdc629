package io.habeas.ledger;

import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.audit.MemberAudit;
import io.habeas.ledger.audit.MemberRow;
import io.habeas.ledger.record.SaltedRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the members of a log's groups for an audit, in pages and in the order of their subjects.
 */
final class MemberPages {
  private static final int PAGE = 2000;
  private static final UUID FIRST = new UUID(0, 0);

  /**
   * Primary keys of ledger_member and ledger_group, index ledger_leaf_of_entry: the page first, so
   * that without statistics no more is joined than that. Of a group's commitments no more is read
   * than the member's own.
   */
  private static final String MEMBERS =
      """
      with page as materialized (
        select * from ledger_member
        where log = $1 and (bucket, subject_id, entry_id) > ($2, $3, $4)
        order by bucket, subject_id, entry_id limit $5)
      select l.index, m.place, m.bucket, m.subject_id, m.entry_id, m.record, m.salt,
             case when m.place between 0 and octet_length(g.commitments) / 32 - 1
                  then substring(g.commitments from m.place * 32 + 1 for 32) end as commitment
      from page m
      left join ledger_group g on g.entry_id = m.entry_id and g.log = m.log
      left join ledger_leaf l on l.entry_id = m.entry_id and l.log = m.log
      order by m.bucket, m.subject_id, m.entry_id
      """;

  private final SqlClient database;

  MemberPages(SqlClient database) {
    this.database = database;
  }

  private record Key(int bucket, UUID subject, UUID entry) {}

  /** Audits the members of a log that is intact otherwise. */
  Uni<Finding> audit(Finding.Intact intact, int log) {
    MemberAudit audit = new MemberAudit(intact);
    return pages(audit, log, new Key(Short.MIN_VALUE, FIRST, FIRST)).map(_ -> audit.end());
  }

  private Uni<Void> pages(MemberAudit audit, int log, Key after) {
    return database
        .preparedQuery(MEMBERS)
        .execute(Tuple.of(log, after.bucket(), after.subject(), after.entry(), PAGE))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            rows -> {
              List<Key> keys = new ArrayList<>();
              for (Row row : rows) {
                audit.read(member(row));
                keys.add(key(row));
              }
              return keys.size() == PAGE
                  ? pages(audit, log, keys.getLast())
                  : Uni.createFrom().voidItem();
            });
  }

  private static Key key(Row row) {
    return new Key(row.getInteger("bucket"), row.getUUID("subject_id"), row.getUUID("entry_id"));
  }

  private static MemberRow member(Row row) {
    return new MemberRow(
        row.getLong("index"),
        row.getInteger("place"),
        row.getInteger("bucket"),
        row.getUUID("subject_id"),
        new SaltedRecord(row.getString("record"), row.getBuffer("salt").getBytes()),
        row.getBuffer("commitment") == null ? null : row.getBuffer("commitment").getBytes());
  }
}
