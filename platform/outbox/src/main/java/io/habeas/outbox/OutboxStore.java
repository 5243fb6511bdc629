package io.habeas.outbox;

import io.habeas.database.ByIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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

/** The statements on {@code outbox_event}, {@code outbox_delivery} and {@code outbox_sequence}. */
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

  /** In the last lane: nothing waits in a later one. */
  private static final String INSERT_IN_BULK =
      """
      with told as (
        select * from unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[],
                             $6::text[]) as t (bucket, subject_id, sequence, id, type, body)),
      events as (
        insert into outbox_event (bucket, subject_id, sequence, id, type, body)
        select bucket, subject_id, sequence, id, type, body from told)
      insert into outbox_delivery (bucket, subject_id, target, sequence, lane, due_at)
      select t.bucket, t.subject_id, r.target, t.sequence, $9, $10
      from told t join unnest($7::text[], $8::text[]) as r (type, target) on r.type = t.type
      """;

  /**
   * What waits of the same subjects in a later lane moves ahead with the new events, or these would
   * wait for it: order by subject is kept. By the primary key; locked in its order, as {@link
   * #DELIVERED} does.
   */
  private static final String INSERT =
      """
      with told as (
        select * from unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[],
                             $6::text[]) as t (bucket, subject_id, sequence, id, type, body)),
      events as (
        insert into outbox_event (bucket, subject_id, sequence, id, type, body)
        select bucket, subject_id, sequence, id, type, body from told),
      slower as (
        select d.bucket, d.subject_id, d.target, d.sequence
        from outbox_delivery d join (select distinct bucket, subject_id from told) t
          using (bucket, subject_id)
        where d.lane > $9
        order by d.bucket, d.subject_id, d.target, d.sequence
        for update of d),
      ahead as (
        update outbox_delivery d set lane = $9 from slower s
        where d.bucket = s.bucket and d.subject_id = s.subject_id
          and d.target = s.target and d.sequence = s.sequence)
      insert into outbox_delivery (bucket, subject_id, target, sequence, lane, due_at)
      select t.bucket, t.subject_id, r.target, t.sequence, $9, $10
      from told t join unnest($7::text[], $8::text[]) as r (type, target) on r.type = t.type
      """;

  /**
   * By outbox_delivery_due. An event waits while an older one on its subject for the same target is
   * still there (by the primary key), so that order survives failures. What is found is met by its
   * place and the events by their key, each by itself: {@link ByIndex}.
   */
  private static final String CLAIM =
      """
      with head as (
        select d.ctid from outbox_delivery d
        where d.target = $1 and d.lane <= $5 and d.dead_at is null and d.due_at <= $2
          and not exists (
            select from outbox_delivery o
            where o.bucket = d.bucket and o.subject_id = d.subject_id and o.target = d.target
              and o.sequence < d.sequence
            offset 0)
        order by d.lane, d.due_at
        limit $4
        for update of d skip locked),
      claimed as (
        update outbox_delivery d set due_at = $3, attempt = d.attempt + 1
        where d.ctid = any (array(select ctid from head))
        returning d.bucket, d.subject_id, d.sequence, d.attempt)
      select c.bucket, c.subject_id, c.sequence, e.id, e.type, c.attempt, e.body
      from claimed c cross join lateral (
        select e.id, e.type, e.body from outbox_event e
        where e.bucket = c.bucket and e.subject_id = c.subject_id and e.sequence = c.sequence
        offset 0) e
      """;

  /**
   * By the primary key, locked in its order. A delivery that changed its lane while this waited for
   * it is passed over, so it is run again unless it finds all.
   */
  private static final String DELIVERED =
      """
      delete from outbox_delivery where ctid = any (array(
        select o.ctid
        from (
          select * from unnest($2::smallint[], $3::uuid[], $4::bigint[])
            as t (bucket, subject_id, sequence)
          order by bucket, subject_id, sequence) t
        cross join lateral (
          select d.ctid from outbox_delivery d
          where d.bucket = t.bucket and d.subject_id = t.subject_id and d.target = $1
            and d.sequence = t.sequence
          for update) o))
      """;

  /**
   * Runs after {@link #DELIVERED} has committed: whichever target is the last sees that no other
   * one is left. By the primary keys of both tables.
   */
  private static final String FORGET =
      """
      delete from outbox_event where ctid = any (array(
        select o.ctid
        from (
          select t.* from unnest($1::smallint[], $2::uuid[], $3::bigint[])
            as t (bucket, subject_id, sequence)
          where not exists (
            select from outbox_delivery d
            where d.bucket = t.bucket and d.subject_id = t.subject_id and d.sequence = t.sequence
            offset 0)) t
        cross join lateral (
          select e.ctid from outbox_event e
          where e.bucket = t.bucket and e.subject_id = t.subject_id and e.sequence = t.sequence
          offset 0) o))
      """;

  private static final String SWEEP =
      """
      delete from outbox_event e where not exists (
        select 1 from outbox_delivery d
        where d.bucket = e.bucket and d.subject_id = e.subject_id and d.sequence = e.sequence)
      """;

  /** The attempt is the lease's number: whoever has lost the lease changes nothing. */
  private static final String GIVE_BACK =
      """
      update outbox_delivery d set due_at = $6, attempt = d.attempt - 1
      from unnest($2::smallint[], $3::uuid[], $4::bigint[], $5::integer[])
        as t (bucket, subject_id, sequence, attempt)
      where d.bucket = t.bucket and d.subject_id = t.subject_id and d.target = $1
        and d.sequence = t.sequence and d.attempt = t.attempt
      """;

  private static final String AGAIN =
      """
      update outbox_delivery set due_at = $6, last_error = $7
      where bucket = $1 and subject_id = $2 and target = $3 and sequence = $4 and attempt = $5
      """;

  private static final String DEAD =
      """
      update outbox_delivery set dead_at = $6, last_error = $7
      where bucket = $1 and subject_id = $2 and target = $3 and sequence = $4 and attempt = $5
      """;

  private static final String COUNT =
      """
      select count(*) filter (where dead_at is null), count(*) filter (where dead_at is not null)
      from outbox_delivery
      """;

  private OutboxStore() {}

  record NewEvent(int bucket, UUID subjectId, long sequence, UUID id, String type, String body) {}

  record Route(String type, String target) {}

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

  static Uni<Void> insert(
      SqlConnection tx, List<NewEvent> events, List<Route> routes, Lane lane, Instant due) {
    return tx.preparedQuery(lane == Lane.BULK ? INSERT_IN_BULK : INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  events.stream().map(event -> (short) event.bucket()).toArray(Short[]::new),
                  events.stream().map(NewEvent::subjectId).toArray(UUID[]::new),
                  events.stream().map(NewEvent::sequence).toArray(Long[]::new),
                  events.stream().map(NewEvent::id).toArray(UUID[]::new),
                  events.stream().map(NewEvent::type).toArray(String[]::new),
                  events.stream().map(NewEvent::body).toArray(String[]::new),
                  routes.stream().map(Route::type).toArray(String[]::new),
                  routes.stream().map(Route::target).toArray(String[]::new),
                  (short) lane.ordinal(),
                  at(due)
                }))
        .replaceWithVoid();
  }

  static Uni<List<Claimed>> claim(
      Pool pool, String target, Instant now, Instant leasedUntil, int most, Lane last) {
    return ByIndex.in(
        pool,
        tx ->
            tx.preparedQuery(CLAIM)
                .execute(Tuple.of(target, at(now), at(leasedUntil), most, (short) last.ordinal()))
                .map(
                    rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                            .map(OutboxStore::claimed)
                            .toList()));
  }

  static Uni<Void> delivered(Pool pool, String target, List<Claimed> told) {
    Tuple keys = Tuple.of(target, buckets(told), subjects(told), sequences(told));
    Tuple events = Tuple.of(buckets(told), subjects(told), sequences(told));
    return ByIndex.in(pool, tx -> deleted(tx, keys))
        .chain(
            count ->
                count == told.size()
                    ? Uni.createFrom().item(count)
                    : ByIndex.in(pool, tx -> deleted(tx, keys)))
        .chain(() -> ByIndex.in(pool, tx -> tx.preparedQuery(FORGET).execute(events)))
        .replaceWithVoid();
  }

  private static Uni<Integer> deleted(SqlConnection tx, Tuple keys) {
    return tx.preparedQuery(DELIVERED).execute(keys).map(RowSet::rowCount);
  }

  static Uni<Void> giveBack(SqlClient client, String target, List<Claimed> held, Instant due) {
    return client
        .preparedQuery(GIVE_BACK)
        .execute(
            Tuple.of(
                target,
                buckets(held),
                subjects(held),
                sequences(held),
                held.stream().map(Claimed::attempt).toArray(Integer[]::new),
                at(due)))
        .replaceWithVoid();
  }

  static Uni<Void> again(SqlClient client, String target, Claimed one, Instant due, String error) {
    return client.preparedQuery(AGAIN).execute(leased(target, one, due, error)).replaceWithVoid();
  }

  static Uni<Void> dead(SqlClient client, String target, Claimed one, Instant now, String error) {
    return client.preparedQuery(DEAD).execute(leased(target, one, now, error)).replaceWithVoid();
  }

  static Uni<Void> sweep(SqlClient client) {
    return client.query(SWEEP).execute().replaceWithVoid();
  }

  static Uni<Depth> depth(SqlClient client) {
    return client
        .query(COUNT)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Depth(row.getLong(0), row.getLong(1)));
  }

  private static Tuple leased(String target, Claimed one, Instant at, String error) {
    return Tuple.from(
        new Object[] {
          (short) one.bucket(),
          one.subjectId(),
          target,
          one.sequence(),
          one.attempt(),
          at(at),
          error
        });
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        row.getShort("bucket"),
        row.getUUID("subject_id"),
        row.getLong("sequence"),
        row.getUUID("id"),
        row.getString("type"),
        row.getInteger("attempt"),
        row.getString("body"));
  }

  private static Short[] buckets(List<Claimed> rows) {
    return rows.stream().map(row -> (short) row.bucket()).toArray(Short[]::new);
  }

  private static UUID[] subjects(List<Claimed> rows) {
    return rows.stream().map(Claimed::subjectId).toArray(UUID[]::new);
  }

  private static Long[] sequences(List<Claimed> rows) {
    return rows.stream().map(Claimed::sequence).toArray(Long[]::new);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
