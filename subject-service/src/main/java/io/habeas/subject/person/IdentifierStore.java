package io.habeas.subject.person;

import io.habeas.bucket.Bucket;
import io.habeas.subject.columns.Columns;
import io.habeas.subject.vault.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Identifiers in the database. */
@Singleton
class IdentifierStore {

  /** Served by identifier_pkey, one partition for each subject. */
  private static final String OF_SUBJECTS =
      """
      select i.subject_id, i.id, i.kind, i.value, i.digest, i.version
      from unnest($1::smallint[], $2::uuid[]) as wanted (bucket, subject_id)
      join identifier i using (bucket, subject_id)
      order by i.id
      """;

  private static final String ADD =
      """
      insert into identifier (bucket, subject_id, id, kind, value, digest, version, added_at)
      select bucket, subject_id, id, kind, value, digest, version, $8
      from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[],
                  $7::bigint[])
        as fresh (bucket, subject_id, id, kind, value, digest, version)
      """;

  private static final String REMOVE =
      """
      delete from identifier i
      using unnest($1::smallint[], $2::uuid[], $3::uuid[]) as gone (bucket, subject_id, id)
      where (i.bucket, i.subject_id, i.id) = (gone.bucket, gone.subject_id, gone.id)
      """;

  Uni<List<StoredIdentifier>> ofSubjects(SqlClient client, Collection<UUID> subjects) {
    Tuple wanted = Columns.of(subjects).smallints(Bucket::of).uuids(id -> id).tuple();
    return client
        .preparedQuery(OF_SUBJECTS)
        .execute(wanted)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(IdentifierStore::identifier)
                    .toList());
  }

  Uni<Void> add(SqlConnection tx, List<StoredIdentifier> identifiers, Instant now) {
    Tuple rows =
        names(identifiers)
            .texts(StoredIdentifier::kind)
            .bytes(StoredIdentifier::sealed)
            .bytes(row -> row.digest().bytes())
            .bigints(StoredIdentifier::version)
            .also(now)
            .tuple();
    return run(tx, ADD, identifiers, rows);
  }

  Uni<Void> remove(SqlConnection tx, List<StoredIdentifier> identifiers) {
    return run(tx, REMOVE, identifiers, names(identifiers).tuple());
  }

  private static Columns<StoredIdentifier> names(List<StoredIdentifier> identifiers) {
    return Columns.of(identifiers)
        .smallints(row -> Bucket.of(row.subjectId()))
        .uuids(StoredIdentifier::subjectId)
        .uuids(StoredIdentifier::id);
  }

  private static Uni<Void> run(SqlConnection tx, String sql, List<?> rows, Tuple tuple) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(sql).execute(tuple).replaceWithVoid();
  }

  private static StoredIdentifier identifier(Row row) {
    return new StoredIdentifier(
        row.getUUID("subject_id"),
        row.getUUID("id"),
        row.getString("kind"),
        row.getBuffer("value").getBytes(),
        new Digest(row.getBuffer("digest").getBytes()),
        row.getLong("version"));
  }
}
