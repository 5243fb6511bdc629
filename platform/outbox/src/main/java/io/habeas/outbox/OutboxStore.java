package io.habeas.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements on {@code outbox} and {@code outbox_sequence}. */
final class OutboxStore {

  /**
   * Gives each subject as many numbers as it has events. Rows are locked in the order of their ids,
   * so that two batches with the same subjects cannot wait for each other.
   */
  private static final String NEXT_SEQUENCES =
      """
      insert into outbox_sequence as s (subject_id, last)
      select subject_id, n from unnest($1::uuid[], $2::bigint[]) as t (subject_id, n)
      order by subject_id
      on conflict (subject_id) do update set last = s.last + excluded.last
      returning subject_id, last
      """;

  private static final String INSERT =
      """
      insert into outbox (id, target, subject_id, bucket, sequence, body, due_at)
      select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::smallint[], $5::bigint[],
                           $6::text[], $7::timestamptz[])
      """;

  /**
   * By outbox_due. An event waits while an older one on its subject for the same target is still
   * there (outbox_order), so that order survives failures.
   */
  private static final String CLAIM =
      """
      update outbox set leased_until = $2, attempt = attempt + 1
      where id in (
        select o.id from outbox o
        where o.dead_at is null and o.due_at <= $1
          and (o.leased_until is null or o.leased_until < $1)
          and not exists (
            select 1 from outbox older
            where older.target = o.target and older.subject_id = o.subject_id
              and older.sequence < o.sequence)
        order by o.due_at
        limit $3
        for update skip locked)
      returning id, target, subject_id, sequence, attempt, body
      """;

  private static final String DELIVERED = "delete from outbox where id = any($1)";

  private static final String AGAIN =
      "update outbox set leased_until = null, due_at = $2, last_error = $3 where id = $1";

  private static final String DEAD =
      "update outbox set leased_until = null, dead_at = $2, last_error = $3 where id = $1";

  private static final String COUNT =
      "select count(*) filter (where dead_at is null), count(*) filter (where dead_at is not null) from outbox";

  private OutboxStore() {}

  record NewRow(
      UUID id,
      String target,
      UUID subjectId,
      int bucket,
      long sequence,
      String body,
      Instant due) {}

  record Claimed(UUID id, String target, UUID subjectId, long sequence, int attempt, String body) {}

  record Depth(long waiting, long dead) {}

  /** The sequence of each event, in the order of the list. */
  static Uni<List<Long>> nextSequences(SqlConnection tx, List<UUID> subjects) {
    TreeMap<UUID, Long> counts = new TreeMap<>();
    subjects.forEach(subject -> counts.merge(subject, 1L, Long::sum));
    return tx.preparedQuery(NEXT_SEQUENCES)
        .execute(
            Tuple.of(counts.keySet().toArray(UUID[]::new), counts.values().toArray(Long[]::new)))
        .map(
            rows -> {
              Map<UUID, Long> next = new HashMap<>();
              for (Row row : rows) {
                UUID subject = row.getUUID("subject_id");
                next.put(subject, row.getLong("last") - counts.getOrDefault(subject, 0L) + 1);
              }
              List<Long> sequences = new ArrayList<>();
              for (UUID subject : subjects) {
                sequences.add(next.merge(subject, 1L, Long::sum) - 1);
              }
              return sequences;
            });
  }

  static Uni<Void> insert(SqlConnection tx, List<NewRow> rows) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  rows.stream().map(NewRow::id).toArray(UUID[]::new),
                  rows.stream().map(NewRow::target).toArray(String[]::new),
                  rows.stream().map(NewRow::subjectId).toArray(UUID[]::new),
                  rows.stream().map(row -> (short) row.bucket()).toArray(Short[]::new),
                  rows.stream().map(NewRow::sequence).toArray(Long[]::new),
                  rows.stream().map(NewRow::body).toArray(String[]::new),
                  rows.stream().map(row -> at(row.due())).toArray(OffsetDateTime[]::new)
                }))
        .replaceWithVoid();
  }

  static Uni<List<Claimed>> claim(SqlClient client, Instant now, Duration lease, int limit) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(at(now), at(now.plus(lease)), limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(OutboxStore::claimed).toList());
  }

  static Uni<Void> delivered(SqlClient client, List<UUID> ids) {
    return client
        .preparedQuery(DELIVERED)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .replaceWithVoid();
  }

  static Uni<Void> again(SqlClient client, UUID id, Instant due, String error) {
    return client.preparedQuery(AGAIN).execute(Tuple.of(id, at(due), error)).replaceWithVoid();
  }

  static Uni<Void> dead(SqlClient client, UUID id, Instant now, String error) {
    return client.preparedQuery(DEAD).execute(Tuple.of(id, at(now), error)).replaceWithVoid();
  }

  static Uni<Depth> depth(SqlClient client) {
    return client
        .query(COUNT)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Depth(row.getLong(0), row.getLong(1)));
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        row.getUUID("id"),
        row.getString("target"),
        row.getUUID("subject_id"),
        row.getLong("sequence"),
        row.getInteger("attempt"),
        row.getString("body"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
