package io.habeas.consent.subject;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The statements on {@code subject_state}; every one goes by its primary key. */
final class SubjectStore {

  private static final String TELL =
      """
      insert into subject_state as s (bucket, subject_id, state, residency, time_zone, changed_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (bucket, subject_id) do update
        set state = excluded.state,
            residency = coalesce(excluded.residency, s.residency),
            time_zone = coalesce(excluded.time_zone, s.time_zone),
            changed_at = excluded.changed_at
      """;

  private static final String DO_NOT_CONTACT =
      """
      insert into subject_state (bucket, subject_id, state, do_not_contact, changed_at)
      values ($1, $2, 'active', $3, $4)
      on conflict (bucket, subject_id) do update
        set do_not_contact = excluded.do_not_contact, changed_at = excluded.changed_at
      """;

  private SubjectStore() {}

  static Uni<Void> tell(SqlConnection tx, UUID subjectId, SubjectState told, Instant at) {
    return tx.preparedQuery(TELL)
        .execute(
            Tuple.of(
                (short) Bucket.of(subjectId),
                subjectId,
                told.state().label(),
                told.residency(),
                told.timeZone(),
                at.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  static Uni<Void> doNotContact(SqlConnection tx, UUID subjectId, boolean enabled, Instant at) {
    return tx.preparedQuery(DO_NOT_CONTACT)
        .execute(
            Tuple.of((short) Bucket.of(subjectId), subjectId, enabled, at.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
