package io.habeas.disclosure.release;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements on {@code release}. */
final class ReleaseStore {

  private static final String COLUMNS =
      "id, subject_id, processor_id, agreement_id, purpose, fields, outcome, rule, evidence,"
          + " transfer_mechanism, fields_sha256, at";

  private static final String INSERT =
      """
      insert into release (bucket, id, subject_id, processor_id, agreement_id, purpose, fields,
                           outcome, rule, evidence, transfer_mechanism, fields_sha256, at, country)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
              (select country from processor where id = $4))
      """;

  /** By the primary key. */
  private static final String OF_SUBJECT =
      "select "
          + COLUMNS
          + " from release where bucket = $1 and subject_id = $2 and ($3::uuid is null or id < $3)"
          + " order by id desc limit $4";

  /** By release_of_processor. */
  private static final String OF_PROCESSOR =
      "select " + COLUMNS + " from release where processor_id = $1 and id = $2";

  /** By release_of_processor. */
  private static final String CONCERNED =
      """
      select distinct subject_id from release
      where processor_id = any($1) and outcome = 'released' and ($2::uuid is null or subject_id > $2)
      order by subject_id limit $3
      """;

  private ReleaseStore() {}

  static Uni<Void> insert(SqlConnection tx, Release release) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  (short) Bucket.of(release.subjectId()),
                  release.id(),
                  release.subjectId(),
                  release.processorId(),
                  release.agreementId(),
                  release.purpose(),
                  release.fields().toArray(String[]::new),
                  release.outcome(),
                  release.gate().label(),
                  release.evidence(),
                  release.transferMechanism(),
                  release.fieldsSha256(),
                  release.at().atOffset(ZoneOffset.UTC)
                }))
        .replaceWithVoid();
  }

  static Uni<List<Release>> ofSubject(
      SqlClient client, UUID subjectId, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(OF_SUBJECT)
        .execute(Tuple.of((short) Bucket.of(subjectId), subjectId, before, limit))
        .map(ReleaseStore::read);
  }

  static Uni<List<Release>> ofProcessor(SqlClient client, UUID processorId, UUID id) {
    return client
        .preparedQuery(OF_PROCESSOR)
        .execute(Tuple.of(processorId, id))
        .map(ReleaseStore::read);
  }

  static Uni<List<UUID>> concerned(
      SqlClient client, Set<UUID> processorIds, @Nullable UUID after, int limit) {
    return client
        .preparedQuery(CONCERNED)
        .execute(Tuple.of(processorIds.toArray(UUID[]::new), after, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("subject_id"))
                    .toList());
  }

  private static List<Release> read(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(ReleaseStore::read).toList();
  }

  private static Release read(Row row) {
    return new Release(
        row.getUUID("id"),
        row.getUUID("subject_id"),
        row.getUUID("processor_id"),
        row.getUUID("agreement_id"),
        row.getString("purpose"),
        new TreeSet<>(List.of(row.getArrayOfStrings("fields"))),
        Gate.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
        row.getString("evidence"),
        row.getString("transfer_mechanism"),
        row.getString("fields_sha256"),
        row.get(OffsetDateTime.class, "at").toInstant());
  }
}
