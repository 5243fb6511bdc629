package io.habeas.ledger;

import io.habeas.bucket.Bucket;
import io.habeas.ledger.record.Leaf;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The rows of entries and of the records beside them. */
final class EntryStore {
  /** One round trip for both tables and any number of entries. */
  private static final String INSERT =
      """
      with entry as (
        insert into ledger_entry (log, id, at, clock_moved, bucket, action, actor, commitment)
        select e.log, e.id, e.at, e.clock_moved, e.bucket, e.action, e.actor, e.commitment
        from unnest($1::smallint[], $2::uuid[], $3::timestamptz[], $4::boolean[], $5::smallint[],
                    $6::text[], $7::text[], $8::bytea[])
          as e (log, id, at, clock_moved, bucket, action, actor, commitment))
      insert into ledger_record (log, entry_id, bucket, subject_id, record, salt)
      select r.log, r.entry_id, r.bucket, r.subject_id, r.record, r.salt
      from unnest($1::smallint[], $2::uuid[], $5::smallint[], $9::uuid[], $10::text[], $11::bytea[])
        as r (log, entry_id, bucket, subject_id, record, salt)
      """;

  /** Index ledger_record_of_subject. */
  private static final String DELETE_RECORDS =
      "delete from ledger_record where bucket = $1 and subject_id = $2";

  Uni<Void> insert(SqlConnection tx, List<WrittenEntry> entries) {
    io.vertx.sqlclient.Tuple row = io.vertx.sqlclient.Tuple.tuple();
    row.addArrayOfShort(array(entries, e -> (short) e.leaf().log(), Short[]::new));
    row.addArrayOfUUID(array(entries, e -> e.leaf().id(), UUID[]::new));
    row.addArrayOfOffsetDateTime(
        array(entries, e -> e.leaf().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    row.addArrayOfBoolean(array(entries, e -> e.leaf().clockMoved(), Boolean[]::new));
    row.addArrayOfShort(array(entries, e -> (short) e.leaf().bucket(), Short[]::new));
    row.addArrayOfString(array(entries, e -> e.leaf().action(), String[]::new));
    row.addArrayOfString(array(entries, e -> e.leaf().actor(), String[]::new));
    row.addArrayOfBuffer(array(entries, e -> Buffer.buffer(e.leaf().commitment()), Buffer[]::new));
    row.addArrayOfUUID(array(entries, WrittenEntry::subjectId, UUID[]::new));
    row.addArrayOfString(array(entries, e -> e.record().json(), String[]::new));
    row.addArrayOfBuffer(array(entries, e -> Buffer.buffer(e.record().salt()), Buffer[]::new));
    return tx.preparedQuery(INSERT).execute(Tuple.newInstance(row)).replaceWithVoid();
  }

  Uni<Void> deleteRecordsOf(SqlConnection tx, UUID subjectId) {
    return tx.preparedQuery(DELETE_RECORDS)
        .execute(Tuple.of(Bucket.of(subjectId), subjectId))
        .replaceWithVoid();
  }

  /** The leaf in a row of ledger_entry's columns. */
  static Leaf leaf(Row row) {
    return new Leaf(
        row.getUUID("id"),
        row.getInteger("log"),
        row.getOffsetDateTime("at").toInstant(),
        row.getBoolean("clock_moved"),
        row.getInteger("bucket"),
        row.getString("action"),
        row.getString("actor"),
        row.getBuffer("commitment").getBytes());
  }

  private static <T> T[] array(
      List<WrittenEntry> entries,
      Function<WrittenEntry, T> field,
      java.util.function.IntFunction<T[]> empty) {
    return entries.stream().map(field).toArray(empty);
  }
}
