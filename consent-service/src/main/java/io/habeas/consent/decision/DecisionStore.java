package io.habeas.consent.decision;

import io.habeas.bucket.Bucket;
import io.habeas.consent.preference.Choice;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.subject.SubjectState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads the facts of decisions from the primary, each by the primary keys of both tables. */
final class DecisionStore {

  /**
   * One row always: a subject without either still has its id. Of several channels a choice for the
   * first decides; without one, a grant for any of the others.
   */
  private static final String FACTS =
      """
      select a.subject_id, s.state, s.residency, s.time_zone, s.do_not_contact, p.choice, p.version
      from unnest($1::smallint[], $2::uuid[]) as a (bucket, subject_id)
      left join subject_state s on s.bucket = a.bucket and s.subject_id = a.subject_id
      left join lateral (
        select choice, version from preference
        where bucket = a.bucket and subject_id = a.subject_id
          and purpose = $3 and channel = any($4::text[])
        order by channel = ($4::text[])[1] desc, choice = 'granted' desc, version desc
        limit 1) p on true
      """;

  private static final String STATE =
      """
      select state, residency, time_zone, do_not_contact from subject_state
      where bucket = $1 and subject_id = $2
      """;

  private DecisionStore() {}

  static Uni<Map<UUID, Facts>> facts(
      SqlClient client, List<UUID> subjectIds, String purpose, List<Channel> channels) {
    Short[] buckets = subjectIds.stream().map(id -> (short) Bucket.of(id)).toArray(Short[]::new);
    return client
        .preparedQuery(FACTS)
        .execute(
            Tuple.of(
                buckets,
                subjectIds.toArray(UUID[]::new),
                purpose,
                channels.stream().map(Channel::label).toArray(String[]::new)))
        .map(
            rows -> {
              Map<UUID, Facts> facts = new HashMap<>();
              rows.forEach(row -> facts.put(row.getUUID("subject_id"), facts(row)));
              return facts;
            });
  }

  /** The state of one subject, {@link SubjectState#UNKNOWN} before its event has come. */
  static Uni<SubjectState> state(SqlClient client, UUID subjectId) {
    return client
        .preparedQuery(STATE)
        .execute(Tuple.of((short) Bucket.of(subjectId), subjectId))
        .map(rows -> rows.rowCount() == 0 ? SubjectState.UNKNOWN : state(rows.iterator().next()));
  }

  private static SubjectState state(Row row) {
    return new SubjectState(
        SubjectState.State.of(row.getString("state")),
        row.getString("residency"),
        row.getString("time_zone"),
        row.getBoolean("do_not_contact"));
  }

  private static Facts facts(Row row) {
    SubjectState subject = row.getString("state") == null ? SubjectState.UNKNOWN : state(row);
    String choice = row.getString("choice");
    return new Facts(
        subject,
        choice == null ? null : Choice.valueOf(choice.toUpperCase(Locale.ROOT)),
        row.getUUID("version"));
  }
}
