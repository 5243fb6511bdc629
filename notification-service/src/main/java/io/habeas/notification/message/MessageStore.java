package io.habeas.notification.message;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of messages; who has them in hand is for {@link ClaimStore}. */
final class MessageStore {
  private static final String INSERT =
      """
      insert into message (bucket, id, subject_id, template, version, purpose, channel, fields, sealed,
        case_id, caused_by, requested_by, state, due_at, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $13, $14)
      on conflict (bucket, id) do nothing
      """;

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
                  MessageRows.time(dueAt),
                  MessageRows.time(message.createdAt())
                }))
        .map(done -> done.rowCount() == 1);
  }

  Uni<@Nullable Message> one(SqlClient client, int bucket, UUID id) {
    return client.preparedQuery(ONE).execute(Tuple.of(bucket, id)).map(MessageRows::first);
  }

  Uni<@Nullable Message> find(SqlClient client, UUID id) {
    return client.preparedQuery(FIND).execute(Tuple.of(id)).map(MessageRows::first);
  }

  Uni<@Nullable Message> lock(SqlConnection tx, int bucket, UUID id) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(bucket, id)).map(MessageRows::first);
  }

  Uni<List<Message>> ofState(
      SqlClient client, MessageState state, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(OF_STATE)
        .execute(Tuple.of(state.slug(), before, limit))
        .map(MessageRows::list);
  }

  Uni<List<Message>> ofSubject(SqlClient client, UUID subject, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(OF_SUBJECT)
        .execute(Tuple.of(Bucket.of(subject), subject, before, limit))
        .map(MessageRows::list);
  }

  Uni<List<Message>> ofCase(SqlClient client, UUID caseId, int limit) {
    return client.preparedQuery(OF_CASE).execute(Tuple.of(caseId, limit)).map(MessageRows::list);
  }

  Uni<Void> decide(
      SqlConnection tx, Message message, MessageState state, @Nullable String reason, Instant now) {
    return tx.preparedQuery(DECIDE)
        .execute(
            Tuple.of(
                message.bucket(),
                message.id(),
                state.slug(),
                MessageRows.time(now),
                reason,
                MessageRows.time(now)))
        .replaceWithVoid();
  }

  Uni<Void> heard(SqlConnection tx, Message message, @Nullable String failure, Instant at) {
    return tx.preparedQuery(HEARD)
        .execute(Tuple.of(message.bucket(), message.id(), failure, MessageRows.time(at)))
        .replaceWithVoid();
  }

  Uni<Void> suppress(SqlConnection tx, UUID subject) {
    return tx.preparedQuery(SUPPRESS)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .replaceWithVoid();
  }

  Uni<List<Message>> expire(SqlConnection tx, Instant before, Instant now) {
    return tx.preparedQuery(EXPIRE)
        .execute(Tuple.of(MessageRows.time(before), MessageRows.time(now)))
        .map(MessageRows::list);
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
}
