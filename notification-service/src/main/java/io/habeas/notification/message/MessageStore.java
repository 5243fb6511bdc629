package io.habeas.notification.message;

import io.habeas.bucket.Bucket;
import io.habeas.notification.calllist.CallList;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of messages. */
final class MessageStore {
  private static final String INSERT =
      """
      insert into message (bucket, id, subject_id, template, version, purpose, channel, fields, sealed,
        case_id, caused_by, requested_by, state, due_at, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $13, $14)
      on conflict (bucket, id) do nothing
      """;

  /** By message_due in every partition. What another lane holds is passed over. */
  private static final String CLAIM =
      """
      update message m set state = 'sending', lease = $3, due_at = $4, attempt = m.attempt + 1
      from (select bucket, id from message
            where channel = $1 and state in ('queued', 'deferred') and due_at <= $2
            order by due_at limit $5 for update skip locked) as due
      where (m.bucket, m.id) = (due.bucket, due.id)
      returning m.*
      """;

  /** One alone: if it is what the last one died of, nothing else is in the way. */
  private static final String CLAIM_LOST =
      """
      update message m set lease = $3, due_at = $4, attempt = m.attempt + 1, losses = m.losses + 1
      from (select bucket, id from message
            where channel = $1 and state = 'sending' and due_at <= $2
            order by due_at limit 1 for update skip locked) as due
      where (m.bucket, m.id) = (due.bucket, due.id)
      returning m.*
      """;

  /** By message_due: the next call of a list, those that a lost caller held among them. */
  private static final String CLAIM_CALL =
      """
      update message m set state = 'sending', lease = $3, due_at = $4, attempt = m.attempt + 1
      from (select bucket, id from message
            where channel = 'phone' and template = $1 and due_at <= $2
              and state in ('queued', 'deferred', 'sending')
            order by due_at limit 1 for update skip locked) as due
      where (m.bucket, m.id) = (due.bucket, due.id)
      returning m.*
      """;

  private static final String LISTS =
      """
      select template, count(*) as waiting, count(*) filter (where due_at <= $1) as due
      from message where channel = 'phone' and state in ('queued', 'deferred', 'sending')
      group by template order by template
      """;

  private static final String STILL_HELD =
      "select * from message where bucket = $1 and id = $2 and lease = $3 and state = 'sending'";

  /** What was sealed goes with the last word on it; an attempt that was none is taken back. */
  private static final String SETTLE =
      """
      update message m set state = t.state, due_at = t.due_at, reason = t.reason,
        language = coalesce(t.language, m.language), reference = coalesce(t.reference, m.reference),
        accepted_at = t.accepted_at, entry_id = t.entry_id, settled_at = $11, lease = null,
        attempt = m.attempt - case when t.counts then 0 else 1 end,
        sealed = case when t.is_final then null else m.sealed end
      from unnest($2::smallint[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
                  $8::text[], $9::timestamptz[], $10::uuid[], $12::boolean[], $13::boolean[])
        as t (bucket, id, state, due_at, reason, language, reference, accepted_at, entry_id, counts,
              is_final)
      where (m.bucket, m.id) = (t.bucket, t.id) and m.lease = $1 and m.state = 'sending'
      returning m.id
      """;

  /** What the witness knows and these rows do not, whoever claims them now. */
  private static final String CATCH_UP =
      """
      update message m set state = 'accepted', reason = null, language = t.language,
        reference = t.reference, accepted_at = t.accepted_at, entry_id = t.entry_id,
        settled_at = $7, lease = null, sealed = null
      from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[])
        as t (bucket, id, language, reference, accepted_at, entry_id)
      where (m.bucket, m.id) = (t.bucket, t.id) and m.state in ('queued', 'sending', 'deferred')
      returning m.id
      """;

  private static final String KNOW =
      "insert into witnessed_messages (day, name) values ($1, $2) on conflict do nothing";

  private static final String KNOWN = "select name from witnessed_messages where day = $1";

  private static final String ONE = "select * from message where bucket = $1 and id = $2";

  /** By message_by_id, a partition at a time. */
  private static final String FIND = "select * from message where id = $1";

  private static final String LOCK = ONE + " for update";

  /** By message_by_state, a partition at a time. */
  private static final String OF_STATE =
      "select * from message where state = $1 and ($2::uuid is null or id < $2)"
          + " order by id desc limit $3";

  /** By message_of_subject. */
  private static final String OF_SUBJECT =
      """
      select * from message where bucket = $1 and subject_id = $2 and ($3::uuid is null or id < $3)
      order by id desc limit $4
      """;

  /** By message_of_case. */
  private static final String OF_CASE =
      "select * from message where case_id = $1 order by id desc limit $2";

  private static final String DECIDE =
      """
      update message set state = $3, due_at = $4, reason = $5, attempt = 0, losses = 0,
        settled_at = $6, sealed = case when $3 = 'dropped' then null else sealed end
      where bucket = $1 and id = $2
      """;

  /** A bad word later takes the acceptance back. */
  private static final String HEARD =
      """
      update message set delivered_at = case when $3::text is null then $4::timestamptz end,
        state = case when $3::text is null then state else 'bounced' end,
        reason = coalesce($3, reason)
      where bucket = $1 and id = $2
      """;

  /** By message_of_subject. */
  private static final String SUPPRESS =
      """
      update message set sealed = null, fields = '{}',
        state = case when state in ('queued', 'sending', 'deferred', 'quarantined') then 'suppressed'
                else state end,
        reason = case when state in ('queued', 'sending', 'deferred', 'quarantined') then 'erased'
                 else reason end
      where bucket = $1 and subject_id = $2
      """;

  /** By message_by_state: what is sealed is not kept for ever because nobody decides. */
  private static final String EXPIRE =
      """
      update message set state = 'dropped', reason = 'content-expired', sealed = null, settled_at = $2
      where (bucket, id) in
        (select bucket, id from message
         where state = 'quarantined' and sealed is not null and settled_at < $1 limit 500)
      returning *
      """;

  private static final String COUNTS =
      """
      select state, channel, count(*) as n from message
      where state in ('queued', 'deferred', 'quarantined') group by state, channel
      """;

  Uni<Boolean> insert(SqlClient client, Message message, Instant dueAt) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  message.bucket(),
                  message.id(),
                  message.subjectId(),
                  message.template(),
                  message.version(),
                  message.purpose(),
                  message.channel(),
                  new JsonObject(new HashMap<>(message.fields())),
                  message.sealed() == null ? null : Buffer.buffer(message.sealed()),
                  message.caseId(),
                  message.causedBy(),
                  message.requestedBy(),
                  time(dueAt),
                  time(message.createdAt())
                }))
        .map(done -> done.rowCount() == 1);
  }

  Uni<List<Message>> claim(
      SqlClient client, String channel, UUID lease, Instant now, Instant until, int most) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(channel, time(now), lease, time(until), most))
        .map(MessageStore::list);
  }

  Uni<List<Message>> claimLost(
      SqlClient client, String channel, UUID lease, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM_LOST)
        .execute(Tuple.of(channel, time(now), lease, time(until)))
        .map(MessageStore::list);
  }

  Uni<List<Message>> claimCall(
      SqlClient client, String list, UUID lease, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM_CALL)
        .execute(Tuple.of(list, time(now), lease, time(until)))
        .map(MessageStore::list);
  }

  Uni<List<CallList>> callLists(SqlClient client, Instant now) {
    return client
        .preparedQuery(LISTS)
        .execute(Tuple.of(time(now)))
        .map(
            rows -> {
              List<CallList> lists = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      lists.add(
                          CallList.ofTemplate(
                              row.getString("template"),
                              row.getLong("waiting"),
                              row.getLong("due"))));
              return lists;
            });
  }

  Uni<List<Message>> stillHeld(SqlClient client, Message claimed, UUID lease) {
    return client
        .preparedQuery(STILL_HELD)
        .execute(Tuple.of(claimed.bucket(), claimed.id(), lease))
        .map(MessageStore::list);
  }

  Uni<Set<UUID>> settle(SqlConnection tx, UUID lease, List<Settlement> all, Instant now) {
    return tx.preparedQuery(SETTLE)
        .execute(
            Tuple.from(
                new Object[] {
                  lease,
                  array(all, each -> (short) each.bucket(), new Short[0]),
                  array(all, Settlement::id, new UUID[0]),
                  array(all, each -> each.state().slug(), new String[0]),
                  array(all, each -> time(each.dueAt()), new OffsetDateTime[0]),
                  array(all, Settlement::reason, new String[0]),
                  array(all, Settlement::language, new String[0]),
                  array(all, Settlement::reference, new String[0]),
                  array(all, each -> time(each.acceptedAt()), new OffsetDateTime[0]),
                  array(all, Settlement::entryId, new UUID[0]),
                  time(now),
                  array(all, Settlement::counts, new Boolean[0]),
                  array(all, each -> each.state().isFinal(), new Boolean[0])
                }))
        .map(MessageStore::ids);
  }

  Uni<Set<UUID>> catchUp(SqlConnection tx, List<Settlement> all, Instant now) {
    return tx.preparedQuery(CATCH_UP)
        .execute(
            Tuple.from(
                new Object[] {
                  array(all, each -> (short) each.bucket(), new Short[0]),
                  array(all, Settlement::id, new UUID[0]),
                  array(all, Settlement::language, new String[0]),
                  array(all, Settlement::reference, new String[0]),
                  array(all, each -> time(each.acceptedAt()), new OffsetDateTime[0]),
                  array(all, Settlement::entryId, new UUID[0]),
                  time(now)
                }))
        .map(MessageStore::ids);
  }

  Uni<Void> know(SqlConnection tx, LocalDate day, String name) {
    return tx.preparedQuery(KNOW).execute(Tuple.of(day, name)).replaceWithVoid();
  }

  Uni<Set<String>> known(SqlClient client, LocalDate day) {
    return client
        .preparedQuery(KNOWN)
        .execute(Tuple.of(day))
        .map(
            rows -> {
              Set<String> names = new HashSet<>();
              rows.forEach(row -> names.add(row.getString("name")));
              return names;
            });
  }

  Uni<@Nullable Message> one(SqlClient client, int bucket, UUID id) {
    return client.preparedQuery(ONE).execute(Tuple.of(bucket, id)).map(MessageStore::first);
  }

  Uni<@Nullable Message> find(SqlClient client, UUID id) {
    return client.preparedQuery(FIND).execute(Tuple.of(id)).map(MessageStore::first);
  }

  Uni<@Nullable Message> lock(SqlConnection tx, int bucket, UUID id) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(bucket, id)).map(MessageStore::first);
  }

  Uni<List<Message>> ofState(
      SqlClient client, MessageState state, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(OF_STATE)
        .execute(Tuple.of(state.slug(), before, limit))
        .map(MessageStore::list);
  }

  Uni<List<Message>> ofSubject(SqlClient client, UUID subject, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(OF_SUBJECT)
        .execute(Tuple.of(Bucket.of(subject), subject, before, limit))
        .map(MessageStore::list);
  }

  Uni<List<Message>> ofCase(SqlClient client, UUID caseId, int limit) {
    return client.preparedQuery(OF_CASE).execute(Tuple.of(caseId, limit)).map(MessageStore::list);
  }

  Uni<Void> decide(
      SqlConnection tx, Message message, MessageState state, @Nullable String reason, Instant now) {
    return tx.preparedQuery(DECIDE)
        .execute(
            Tuple.of(message.bucket(), message.id(), state.slug(), time(now), reason, time(now)))
        .replaceWithVoid();
  }

  Uni<Void> heard(SqlConnection tx, Message message, @Nullable String failure, Instant at) {
    return tx.preparedQuery(HEARD)
        .execute(Tuple.of(message.bucket(), message.id(), failure, time(at)))
        .replaceWithVoid();
  }

  Uni<Void> suppress(SqlConnection tx, UUID subject) {
    return tx.preparedQuery(SUPPRESS)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .replaceWithVoid();
  }

  Uni<List<Message>> expire(SqlConnection tx, Instant before, Instant now) {
    return tx.preparedQuery(EXPIRE)
        .execute(Tuple.of(time(before), time(now)))
        .map(MessageStore::list);
  }

  Uni<List<MessageCounts.Count>> counts(SqlClient client) {
    return client
        .preparedQuery(COUNTS)
        .execute()
        .map(
            rows -> {
              List<MessageCounts.Count> counts = new ArrayList<>();
              rows.forEach(
                  row ->
                      counts.add(
                          new MessageCounts.Count(
                              MessageState.of(row.getString("state")),
                              row.getString("channel"),
                              row.getLong("n"))));
              return counts;
            });
  }

  private static <T, R> R[] array(List<T> all, Function<T, @Nullable R> value, R[] type) {
    return all.stream().map(value).toList().toArray(type);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  private static @Nullable Message first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : message(rows.iterator().next());
  }

  private static List<Message> list(RowSet<Row> rows) {
    List<Message> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(message(row)));
    return list;
  }

  private static Message message(Row row) {
    io.vertx.mutiny.core.buffer.Buffer sealed = row.getBuffer("sealed");
    return new Message(
        row.getInteger("bucket"),
        row.getUUID("id"),
        row.getUUID("subject_id"),
        row.getString("template"),
        row.getInteger("version"),
        row.getString("purpose"),
        row.getString("channel"),
        fields(row.getJsonObject("fields")),
        sealed == null ? null : sealed.getBytes(),
        row.getUUID("case_id"),
        row.getString("caused_by"),
        row.getString("requested_by"),
        MessageState.of(row.getString("state")),
        row.getInteger("attempt"),
        row.getInteger("losses"),
        row.getString("reason"),
        row.getString("language"),
        row.getString("reference"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("accepted_at")),
        instant(row.getOffsetDateTime("delivered_at")));
  }

  private static Map<String, Object> fields(JsonObject json) {
    Map<String, Object> fields = new HashMap<>();
    json.getMap().forEach(fields::put);
    return fields;
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
