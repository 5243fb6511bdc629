package io.habeas.notification.sms;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of text messages' parts. */
final class SmsPartStore {
  private static final String SENT =
      """
      insert into sms_part as p (reference, bucket, message_id, part, parts, heard_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (reference) do update set bucket = excluded.bucket, message_id = excluded.message_id,
        part = excluded.part, parts = excluded.parts, applied = false
      """;

  /** A later word changes an earlier one, but nothing is taken back of what is final. */
  private static final String HEARD =
      """
      insert into sms_part as p (reference, state, code, heard_at) values ($1, $2, $3, $4)
      on conflict (reference) do update set state = excluded.state, code = excluded.code,
        heard_at = excluded.heard_at, applied = false
        where p.state is null or p.state = 'waiting'
      """;

  private static final String DONE = "select part from sms_part where message_id = $1";

  /** By sms_part_unapplied. A message that is not settled yet is looked at again later. */
  private static final String NEWS =
      """
      select bucket, message_id, max(parts) as parts,
             count(*) filter (where state = 'delivered') as delivered,
             min(code) filter (where state = 'failed') as failure
      from sms_part where message_id in
        (select message_id from sms_part
         where not applied and state in ('delivered', 'failed') and message_id is not null
         order by heard_at limit 200)
      group by bucket, message_id
      """;

  private static final String APPLIED =
      "update sms_part set applied = true where message_id = $1 and state in ('delivered', 'failed')";

  private static final String FORGET = "delete from sms_part where heard_at < $1";

  /** What the centre says of a message's parts. */
  record News(int bucket, UUID messageId, int parts, long delivered, @Nullable String failure) {}

  Uni<Void> sent(SqlClient client, String reference, Part part, Instant now) {
    return client
        .preparedQuery(SENT)
        .execute(
            Tuple.of(
                reference,
                part.bucket(),
                part.messageId(),
                part.number(),
                part.of(),
                now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> heard(SqlClient client, Receipt receipt, Instant now) {
    return client
        .preparedQuery(HEARD)
        .execute(
            Tuple.of(
                receipt.reference(),
                receipt.state().slug(),
                receipt.code(),
                now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** The parts of a message that the centre has. */
  Uni<Set<Integer>> done(SqlClient client, UUID messageId) {
    return client
        .preparedQuery(DONE)
        .execute(Tuple.of(messageId))
        .map(
            rows -> {
              Set<Integer> parts = new HashSet<>();
              rows.forEach(row -> parts.add(row.getInteger("part")));
              return parts;
            });
  }

  Uni<List<News>> news(SqlClient client) {
    return client
        .preparedQuery(NEWS)
        .execute()
        .map(
            rows -> {
              List<News> news = new ArrayList<>(rows.size());
              rows.forEach(row -> news.add(news(row)));
              return news;
            });
  }

  Uni<Void> applied(SqlConnection tx, UUID messageId) {
    return tx.preparedQuery(APPLIED).execute(Tuple.of(messageId)).replaceWithVoid();
  }

  Uni<Void> forget(SqlClient client, Instant before) {
    return client
        .preparedQuery(FORGET)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static News news(Row row) {
    return new News(
        row.getInteger("bucket"),
        row.getUUID("message_id"),
        row.getInteger("parts"),
        row.getLong("delivered"),
        row.getString("failure"));
  }
}
