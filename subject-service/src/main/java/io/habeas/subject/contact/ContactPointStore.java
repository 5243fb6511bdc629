package io.habeas.subject.contact;

import io.habeas.bucket.Bucket;
import io.habeas.subject.columns.Columns;
import io.habeas.subject.vault.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Contact points in the database. */
@Singleton
class ContactPointStore {

  /** Served by contact_point_pkey, one partition for each subject. */
  private static final String OF_SUBJECTS =
      """
      select c.subject_id, c.id, c.kind, c.value, c.digest, c.version, c.verified_at,
             c.unchanged_since, c.reachability
      from unnest($1::smallint[], $2::uuid[]) as wanted (bucket, subject_id)
      join contact_point c using (bucket, subject_id)
      order by c.id
      """;

  private static final String ADD =
      """
      insert into contact_point (bucket, subject_id, id, kind, value, digest, version, verified_at,
                                 unchanged_since, reachability)
      select bucket, subject_id, id, kind, value, digest, 1, verified_at, $8, 'unknown'
      from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[],
                  $7::timestamptz[])
        as fresh (bucket, subject_id, id, kind, value, digest, verified_at)
      """;

  private static final String REMOVE =
      """
      delete from contact_point c
      using unnest($1::smallint[], $2::uuid[], $3::uuid[]) as gone (bucket, subject_id, id)
      where (c.bucket, c.subject_id, c.id) = (gone.bucket, gone.subject_id, gone.id)
      """;

  private static final String VERIFY =
      """
      update contact_point c set verified_at = known.verified_at
      from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::timestamptz[])
        as known (bucket, subject_id, id, verified_at)
      where (c.bucket, c.subject_id, c.id) = (known.bucket, known.subject_id, known.id)
      """;

  private static final String CORRECT =
      """
      update contact_point
      set value = $5, digest = $6, version = version + 1, verified_at = null,
          unchanged_since = $7, reachability = 'unknown', reached_at = null
      where bucket = $1 and subject_id = $2 and id = $3 and version = $4
      """;

  /** An older report never undoes a newer one. */
  private static final String REACHED =
      """
      update contact_point c set reachability = heard.state, reached_at = heard.at
      from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])
        as heard (bucket, subject_id, id, state, at)
      where (c.bucket, c.subject_id, c.id) = (heard.bucket, heard.subject_id, heard.id)
        and c.unchanged_since <= heard.at and (c.reached_at is null or c.reached_at < heard.at)
      """;

  /** Served by contact_point_digest in every partition. */
  private static final String WITH_DIGEST =
      "select subject_id from contact_point where digest = $1 order by subject_id limit $2";

  Uni<List<StoredContactPoint>> ofSubjects(SqlClient client, Collection<UUID> subjects) {
    Tuple wanted = Columns.of(subjects).smallints(Bucket::of).uuids(id -> id).tuple();
    return client.preparedQuery(OF_SUBJECTS).execute(wanted).map(ContactPointStore::all);
  }

  Uni<Void> add(SqlConnection tx, List<SealedContactPoint> points, Instant now) {
    Tuple rows =
        Columns.of(points)
            .smallints(row -> Bucket.of(row.point().subjectId()))
            .uuids(row -> row.point().subjectId())
            .uuids(row -> row.point().id())
            .texts(row -> row.point().value().kind().slug())
            .bytes(SealedContactPoint::sealed)
            .bytes(row -> row.point().digest().bytes())
            .instants(row -> row.point().verifiedAt())
            .also(now)
            .tuple();
    return run(tx, ADD, points, rows);
  }

  Uni<Void> remove(SqlConnection tx, List<HeldContactPoint> points) {
    return run(tx, REMOVE, points, names(points).tuple());
  }

  Uni<Void> verify(SqlConnection tx, List<HeldContactPoint> points) {
    return run(tx, VERIFY, points, names(points).instants(HeldContactPoint::verifiedAt).tuple());
  }

  /** Whether the point still had the version that the correction was made for. */
  Uni<Boolean> correct(
      SqlConnection tx, StoredContactPoint old, byte[] sealed, Digest digest, Instant now) {
    Tuple row =
        Columns.of(List.of(old))
            .also((short) Bucket.of(old.subjectId()))
            .also(old.subjectId())
            .also(old.id())
            .also(old.version())
            .also(Buffer.buffer(sealed))
            .also(Buffer.buffer(digest.bytes()))
            .also(now)
            .tuple();
    return tx.preparedQuery(CORRECT).execute(row).map(done -> done.rowCount() == 1);
  }

  Uni<Integer> reached(SqlConnection tx, List<Reachability> reports) {
    Tuple rows =
        Columns.of(reports)
            .smallints(row -> Bucket.of(row.subjectId()))
            .uuids(Reachability::subjectId)
            .uuids(Reachability::contactPointId)
            .texts(row -> row.state().slug())
            .instants(Reachability::at)
            .tuple();
    return tx.preparedQuery(REACHED).execute(rows).map(RowSet::rowCount);
  }

  Uni<List<UUID>> withDigest(SqlClient client, Digest digest, int most) {
    return client
        .preparedQuery(WITH_DIGEST)
        .execute(Tuple.of(Buffer.buffer(digest.bytes()), most))
        .map(rows -> stream(rows).map(row -> row.getUUID("subject_id")).distinct().toList());
  }

  private static Columns<HeldContactPoint> names(List<HeldContactPoint> points) {
    return Columns.of(points)
        .smallints(row -> Bucket.of(row.subjectId()))
        .uuids(HeldContactPoint::subjectId)
        .uuids(HeldContactPoint::id);
  }

  private static Uni<Void> run(SqlConnection tx, String sql, List<?> rows, Tuple tuple) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(sql).execute(tuple).replaceWithVoid();
  }

  private static List<StoredContactPoint> all(RowSet<Row> rows) {
    return stream(rows).map(ContactPointStore::point).toList();
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static StoredContactPoint point(Row row) {
    return new StoredContactPoint(
        row.getUUID("subject_id"),
        row.getUUID("id"),
        ContactKind.of(row.getString("kind")),
        row.getBuffer("value").getBytes(),
        new Digest(row.getBuffer("digest").getBytes()),
        row.getLong("version"),
        instant(row.getOffsetDateTime("verified_at")),
        row.getOffsetDateTime("unchanged_since").toInstant(),
        Reachability.State.of(row.getString("reachability")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
  }
}
