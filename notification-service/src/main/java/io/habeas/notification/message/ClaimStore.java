package io.habeas.notification.message;

import io.habeas.notification.calllist.CallList;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who has which messages in hand, what became of them, and what the witness knows of that. */
final class ClaimStore {
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

  Uni<List<Message>> claim(
      SqlClient client, String channel, UUID lease, Instant now, Instant until, int most) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(channel, MessageRows.time(now), lease, MessageRows.time(until), most))
        .map(MessageRows::list);
  }

  Uni<List<Message>> claimLost(
      SqlClient client, String channel, UUID lease, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM_LOST)
        .execute(Tuple.of(channel, MessageRows.time(now), lease, MessageRows.time(until)))
        .map(MessageRows::list);
  }

  Uni<List<Message>> claimCall(
      SqlClient client, String list, UUID lease, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM_CALL)
        .execute(Tuple.of(list, MessageRows.time(now), lease, MessageRows.time(until)))
        .map(MessageRows::list);
  }

  Uni<List<CallList>> callLists(SqlClient client, Instant now) {
    return client
        .preparedQuery(LISTS)
        .execute(Tuple.of(MessageRows.time(now)))
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
        .map(MessageRows::list);
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
                  array(all, each -> MessageRows.time(each.dueAt()), new OffsetDateTime[0]),
                  array(all, Settlement::reason, new String[0]),
                  array(all, Settlement::language, new String[0]),
                  array(all, Settlement::reference, new String[0]),
                  array(all, each -> MessageRows.time(each.acceptedAt()), new OffsetDateTime[0]),
                  array(all, Settlement::entryId, new UUID[0]),
                  MessageRows.time(now),
                  array(all, Settlement::counts, new Boolean[0]),
                  array(all, each -> each.state().isFinal(), new Boolean[0])
                }))
        .map(ClaimStore::ids);
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
                  array(all, each -> MessageRows.time(each.acceptedAt()), new OffsetDateTime[0]),
                  array(all, Settlement::entryId, new UUID[0]),
                  MessageRows.time(now)
                }))
        .map(ClaimStore::ids);
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

  private static <T, R> R[] array(List<T> all, Function<T, @Nullable R> value, R[] type) {
    return all.stream().map(value).toList().toArray(type);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }
}
