package io.habeas.ledger;

import io.habeas.bucket.Bucket;
import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The rows of entries, of the records beside them and of the members of groups. */
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

  /** The same for a group: one round trip for four tables, however many members there are. */
  private static final String INSERT_GROUP =
      """
      with entry as (
        insert into ledger_entry (log, id, at, clock_moved, bucket, action, actor, commitment)
        values ($1, $2, $3, $4, $5, $6, $7, $8)),
      record as (
        insert into ledger_record (log, entry_id, bucket, record, salt)
        values ($1, $2, $5, $9, $10)),
      commitments as (
        insert into ledger_group (log, entry_id, commitments) values ($1, $2, $11))
      insert into ledger_member (log, entry_id, bucket, subject_id, place, record, salt)
      select $1, $2, m.bucket, m.subject_id, m.place - 1, m.record,
             substring($12::bytea from (m.place::integer - 1) * 32 + 1 for 32)
      from unnest($13::smallint[], $14::uuid[], $15::text[]) with ordinality
        as m (bucket, subject_id, record, place)
      """;

  /** Index ledger_record_of_subject, primary key of ledger_member. */
  private static final String DELETE_RECORDS =
      """
      with member as (delete from ledger_member where bucket = $1 and subject_id = $2)
      delete from ledger_record where bucket = $1 and subject_id = $2
      """;

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

  Uni<Void> insert(SqlConnection tx, WrittenGroup group) {
    Leaf leaf = group.entry().leaf();
    SaltedRecord record = group.entry().record();
    UUID[] subjects = group.subjects().toArray(UUID[]::new);
    io.vertx.sqlclient.Tuple row =
        io.vertx.sqlclient.Tuple.of(
            (short) leaf.log(),
            leaf.id(),
            leaf.at().atOffset(ZoneOffset.UTC),
            leaf.clockMoved(),
            (short) leaf.bucket(),
            leaf.action());
    row.addString(leaf.actor());
    row.addBuffer(Buffer.buffer(leaf.commitment()));
    row.addString(record.json());
    row.addBuffer(Buffer.buffer(record.salt()));
    row.addBuffer(Buffer.buffer(group.commitments().bytes()));
    row.addBuffer(Buffer.buffer(group.members().salts()));
    row.addArrayOfShort(
        Arrays.stream(subjects).map(each -> (short) Bucket.of(each)).toArray(Short[]::new));
    row.addArrayOfUUID(subjects);
    row.addArrayOfString(group.members().records().toArray(String[]::new));
    return tx.preparedQuery(INSERT_GROUP).execute(Tuple.newInstance(row)).replaceWithVoid();
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
