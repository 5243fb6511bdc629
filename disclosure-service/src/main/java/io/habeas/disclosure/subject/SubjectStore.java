package io.habeas.disclosure.subject;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code subject_state}, by its primary key. */
final class SubjectStore {

  private static final String TELL =
      """
      insert into subject_state (bucket, subject_id, state, changed_at) values ($1, $2, $3, $4)
      on conflict (bucket, subject_id) do update
        set state = excluded.state, changed_at = excluded.changed_at
      """;

  private static final String FIND =
      "select state from subject_state where bucket = $1 and subject_id = $2";

  private SubjectStore() {}

  static Uni<Void> tell(SqlConnection tx, UUID subjectId, SubjectState state, Instant at) {
    return tx.preparedQuery(TELL)
        .execute(
            Tuple.of(
                (short) Bucket.of(subjectId),
                subjectId,
                state.label(),
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
