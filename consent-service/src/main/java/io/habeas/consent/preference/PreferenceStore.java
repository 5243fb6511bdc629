package io.habeas.consent.preference;

import io.habeas.bucket.Bucket;
import io.habeas.consent.purpose.Channel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements on {@code preference} and {@code preference_history}, by their primary keys. */
final class PreferenceStore {

  /** State and history in one statement; sorted, so that two batches never wait for each other. */
  private static final String CHOOSE =
      """
      with chosen as (
        select * from unnest($3::text[], $4::text[], $5::text[], $6::uuid[])
          as t (purpose, channel, choice, version) order by purpose, channel
      ), kept as (
        insert into preference_history
          (bucket, subject_id, version, purpose, channel, choice, via, actor, evidence, changed_at)
        select $1, $2, version, purpose, channel, choice, $7, $8, $9, $10 from chosen
      )
      insert into preference as p
        (bucket, subject_id, purpose, channel, choice, version, changed_at)
      select $1, $2, purpose, channel, choice, version, $10 from chosen
      on conflict (bucket, subject_id, purpose, channel) do update
        set choice = excluded.choice, version = excluded.version, changed_at = excluded.changed_at
      """;

  private static final String COLUMNS =
      "h.version, h.subject_id, h.purpose, h.channel, h.choice, h.via, h.actor, h.evidence, h.changed_at";

  private static final String PRESENT =
      "select "
          + COLUMNS
          + """
           from preference p join preference_history h
             on h.bucket = p.bucket and h.subject_id = p.subject_id and h.version = p.version
           where p.bucket = $1 and p.subject_id = $2
           order by p.purpose, p.channel
          """;

  private static final String HISTORY =
      "select "
          + COLUMNS
          + """
           from preference_history h
           where h.bucket = $1 and h.subject_id = $2 and ($3::uuid is null or h.version < $3)
           order by h.version desc limit $4
          """;

  private static final String FORGET_STATE =
      "delete from preference where bucket = $1 and subject_id = $2";
  private static final String FORGET_HISTORY =
      "delete from preference_history where bucket = $1 and subject_id = $2";

  private PreferenceStore() {}

  /** Choices of one subject, made together: they share subject, way, actor, evidence and time. */
  static Uni<Void> choose(SqlConnection tx, List<Preference> together) {
    Preference first = together.getFirst();
    return tx.preparedQuery(CHOOSE)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  bucket(first.subjectId()),
                  first.subjectId(),
                  array(together, Preference::purpose),
                  array(together, preference -> preference.channel().label()),
                  array(together, preference -> preference.choice().label()),
                  together.stream().map(Preference::version).toArray(UUID[]::new),
                  first.via().label(),
                  first.actor(),
                  first.evidence(),
                  first.at().atOffset(ZoneOffset.UTC)
                }))
        .replaceWithVoid();
  }

  static Uni<List<Preference>> present(SqlClient client, UUID subjectId) {
    return list(client, PRESENT, Tuple.of(bucket(subjectId), subjectId));
  }

  static Uni<List<Preference>> history(
      SqlClient client, UUID subjectId, @Nullable UUID before, int limit) {
    return list(client, HISTORY, Tuple.of(bucket(subjectId), subjectId, before, limit));
  }

  static Uni<Void> forget(SqlConnection tx, UUID subjectId) {
    Tuple key = Tuple.of(bucket(subjectId), subjectId);
    return tx.preparedQuery(FORGET_STATE)
        .execute(key)
        .chain(() -> tx.preparedQuery(FORGET_HISTORY).execute(key))
        .replaceWithVoid();
  }

  private static Uni<List<Preference>> list(SqlClient client, String query, Tuple key) {
    return client
        .preparedQuery(query)
        .execute(key)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PreferenceStore::read)
                    .toList());
  }

  private static Preference read(Row row) {
    return new Preference(
        row.getUUID("version"),
        row.getUUID("subject_id"),
        row.getString("purpose"),
        Channel.of(row.getString("channel")).orElseThrow(),
        Choice.of(row.getString("choice")),
        Via.of(row.getString("via")),
        row.getString("actor"),
        row.getString("evidence"),
        row.get(OffsetDateTime.class, "changed_at").toInstant());
  }

  private static String[] array(List<Preference> rows, Function<Preference, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static short bucket(UUID subjectId) {
    return (short) Bucket.of(subjectId);
  }
}
