package io.habeas.notification.event;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of memberships. */
final class MembershipStore {
  private static final String JOIN =
      """
      insert into membership as m (bucket, subject_id, since)
      select bucket, subject_id, since
      from unnest($1::smallint[], $2::uuid[], $3::timestamptz[]) as t (bucket, subject_id, since)
      on conflict (bucket, subject_id) do update set since = least(m.since, excluded.since)
      """;

  private static final String LEAVE =
      """
      insert into membership (bucket, subject_id, erased_at) values ($1, $2, $3)
      on conflict (bucket, subject_id) do update set erased_at = excluded.erased_at
      """;

  private static final String SINCE =
      "select since from membership where bucket = $1 and subject_id = $2";

  Uni<Void> join(SqlConnection tx, Map<UUID, Instant> joined) {
    List<Map.Entry<UUID, Instant>> all = List.copyOf(joined.entrySet());
    return tx.preparedQuery(JOIN)
        .execute(
            Tuple.of(
                all.stream().map(one -> (short) Bucket.of(one.getKey())).toArray(Short[]::new),
                all.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                all.stream()
                    .map(one -> one.getValue().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .replaceWithVoid();
  }

  Uni<Void> leave(SqlConnection tx, UUID subject, Instant at) {
    return tx.preparedQuery(LEAVE).execute(key(subject, at)).replaceWithVoid();
  }

  Uni<Optional<Instant>> since(SqlClient client, UUID subject) {
    return client
        .preparedQuery(SINCE)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<OffsetDateTime>empty()
                    : Optional.ofNullable(rows.iterator().next().getOffsetDateTime("since")))
        .map(since -> since.map(OffsetDateTime::toInstant));
  }

  private static Tuple key(UUID subject, Instant at) {
    return Tuple.of(Bucket.of(subject), subject, at.atOffset(ZoneOffset.UTC));
  }
}
