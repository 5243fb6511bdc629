package io.habeas.subject.bulk;

import io.habeas.subject.columns.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Import jobs and their errors in the database. */
@Singleton
class ImportStore {

  private static final String ADD =
      """
      insert into import_job (id, format, name, state, next_line, accepted, refused, created_by,
                              created_at, changed_at)
      values ($1, $2, $3, 'open', 1, 0, 0, $4, $5, $5)
      """;

  private static final String FIND =
      """
      select id, format, name, state, columns, next_line, accepted, refused, created_by, created_at,
             started_at, completed_at
      from import_job where id = $1
      """;

  /** Only who knows the position moves it: of two senders one finds it moved. */
  private static final String ADVANCE =
      """
      update import_job
      set next_line = $3, accepted = accepted + $4, refused = refused + $5, state = 'running',
          columns = coalesce(columns, $6::text[]), started_at = coalesce(started_at, $7),
          changed_at = $7
      where id = $1 and next_line = $2 and state <> 'completed'
      """;

  private static final String COMPLETE =
      """
      update import_job
      set state = 'completed', completed_at = $3, changed_at = $3,
          started_at = coalesce(started_at, $3)
      where id = $1 and next_line = $2 and state <> 'completed'
      """;

  private static final String ADD_ERRORS =
      """
      insert into import_error (import_id, line, code, field, detail)
      select $5, line, code, field, detail
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
        as fresh (line, code, field, detail)
      """;

  /** Served by import_error_pkey. */
  private static final String ERRORS =
      """
      select line, code, field, detail from import_error
      where import_id = $1 and line > $2
      order by line limit $3
      """;

  Uni<Void> add(SqlConnection tx, ImportJob job) {
    return tx.preparedQuery(ADD)
        .execute(
            Tuple.of(
                job.id(), job.format().slug(), job.name(), job.createdBy(), utc(job.createdAt())))
        .replaceWithVoid();
  }

  Uni<Optional<ImportJob>> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(ImportStore::job).findFirst());
  }

  /** Whether the job was at the batch's first line. */
  Uni<Boolean> advance(SqlConnection tx, UUID id, Batch batch, long accepted, Instant now) {
    Tuple row =
        Tuple.of(id, batch.firstLine(), batch.nextLine(), accepted)
            .addLong(batch.lines() - accepted)
            .addArrayOfString(
                batch.columns() == null ? null : batch.columns().toArray(String[]::new))
            .addOffsetDateTime(utc(now));
    return tx.preparedQuery(ADVANCE).execute(row).map(done -> done.rowCount() == 1);
  }

  /** Whether the job was at this line. */
  Uni<Boolean> complete(SqlClient client, UUID id, long nextLine, Instant now) {
    return client
        .preparedQuery(COMPLETE)
        .execute(Tuple.of(id, nextLine, utc(now)))
        .map(done -> done.rowCount() == 1);
  }

  Uni<Void> addErrors(SqlConnection tx, UUID id, List<LineError> errors) {
    if (errors.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(errors)
            .bigints(LineError::line)
            .texts(LineError::code)
            .texts(LineError::field)
            .texts(LineError::detail)
            .also(id)
            .tuple();
    return tx.preparedQuery(ADD_ERRORS).execute(rows).replaceWithVoid();
  }

  Uni<List<LineError>> errors(SqlClient client, UUID id, long after, int most) {
    return client.preparedQuery(ERRORS).execute(Tuple.of(id, after, most)).map(ImportStore::errors);
  }

  private static List<LineError> errors(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new LineError(
                    row.getLong("line"),
                    row.getString("code"),
                    row.getString("field"),
                    row.getString("detail")))
        .toList();
  }

  private static ImportJob job(Row row) {
    String[] columns = row.getArrayOfStrings("columns");
    return new ImportJob(
        row.getUUID("id"),
        Format.of(row.getString("format")),
        row.getString("name"),
        ImportJob.State.of(row.getString("state")),
        columns == null ? null : List.of(columns),
        row.getLong("next_line"),
        row.getLong("accepted"),
        row.getLong("refused"),
        row.getString("created_by"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("started_at")),
        instant(row.getOffsetDateTime("completed_at")));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
