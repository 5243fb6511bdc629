package io.habeas.disclosure.subject;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code subject_state}, by its primary key. */
final class SubjectStore {

  private static final String TELL =
      """
      insert into subject_state (bucket, subject_id, state, changed_at)
      select bucket, subject_id, state, $4
      from unnest($1::smallint[], $2::uuid[], $3::text[]) as t (bucket, subject_id, state)
      on conflict (bucket, subject_id) do update
        set state = excluded.state, changed_at = excluded.changed_at
      """;

  private static final String FIND =
      "select state from subject_state where bucket = $1 and subject_id = $2";

  private SubjectStore() {}

  static Uni<Void> tell(SqlConnection tx, Map<UUID, SubjectState> told, Instant at) {
    List<Map.Entry<UUID, SubjectState>> all = List.copyOf(told.entrySet());
    return tx.preparedQuery(TELL)
        .execute(
            Tuple.of(
                all.stream().map(one -> (short) Bucket.of(one.getKey())).toArray(Short[]::new),
                all.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                all.stream().map(one -> one.getValue().label()).toArray(String[]::new),
                at.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  static Uni<Optional<SubjectState>> find(SqlClient client, UUID subjectId) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of((short) Bucket.of(subjectId), subjectId))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(SubjectState.of(rows.iterator().next().getString("state"))));
  }
}
