package io.habeas.consent.subject;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements on {@code subject_state}; every one goes by its primary key. */
final class SubjectStore {

  private static final String TELL =
      """
      insert into subject_state as s (bucket, subject_id, state, residency, time_zone, changed_at)
      select bucket, subject_id, state, residency, time_zone, $6
      from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[])
        as t (bucket, subject_id, state, residency, time_zone)
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

  static Uni<Void> tell(SqlConnection tx, Map<UUID, SubjectState> told, Instant at) {
    List<UUID> subjects = List.copyOf(told.keySet());
    List<SubjectState> states = List.copyOf(told.values());
    return tx.preparedQuery(TELL)
        .execute(
            Tuple.of(
                subjects.stream().map(one -> (short) Bucket.of(one)).toArray(Short[]::new),
                subjects.toArray(UUID[]::new),
                states.stream().map(one -> one.state().label()).toArray(String[]::new),
                states.stream().map(SubjectState::residency).toArray(String[]::new),
                states.stream().map(SubjectState::timeZone).toArray(String[]::new),
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
