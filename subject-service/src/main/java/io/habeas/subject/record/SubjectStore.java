package io.habeas.subject.record;

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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Subjects in the database. */
@Singleton
class SubjectStore {

  /** Served by subject_pkey, one partition for each subject. */
  private static final String FIND =
      """
      select s.id, s.state, s.kind, s.residency, s.languages, s.time_zone, s.name, s.name_version,
             s.profile_digest, s.accounts, s.version
      from unnest($1::smallint[], $2::uuid[]) as wanted (bucket, id)
      join subject s using (bucket, id)
      """;

  private static final String ADD =
      """
      insert into subject (bucket, id, state, kind, residency, languages, time_zone, name,
                           name_version, profile_digest, accounts, version, registered_at,
                           changed_at)
      select bucket, id, state, kind, residency, string_to_array(languages, ','), time_zone, name,
             name_version, profile_digest, array[account], 1, $12, $12
      from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::bytea[], $9::bigint[], $10::bytea[], $11::bytea[])
        as fresh (bucket, id, state, kind, residency, languages, time_zone, name, name_version,
                  profile_digest, account)
      """;

  private static final String CHANGE =
      """
      update subject s
      set kind = new.kind, residency = new.residency,
          languages = string_to_array(new.languages, ','), time_zone = new.time_zone,
          name = new.name, name_version = new.name_version, profile_digest = new.profile_digest,
          version = s.version + 1, changed_at = $12
      from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::bytea[], $9::bigint[], $10::bytea[], $11::bigint[])
        as new (bucket, id, state, kind, residency, languages, time_zone, name, name_version,
                profile_digest, version)
      where s.bucket = new.bucket and s.id = new.id and s.version = new.version
        and s.state = new.state
      """;

  private static final String LOCK =
      "select from subject where bucket = $1 and id = $2 for no key update";

  private static final String RESTRICT =
      """
      update subject
      set state = $4, restriction_reason = $5, restriction_version = $3 + 1, version = $3 + 1,
          changed_at = $6
      where bucket = $1 and id = $2 and version = $3
      """;

  Uni<List<Subject>> find(SqlClient client, Collection<UUID> ids) {
    Tuple wanted = Columns.of(ids).smallints(Bucket::of).uuids(id -> id).tuple();
    return client.preparedQuery(FIND).execute(wanted).map(SubjectStore::all);
  }

  Uni<Void> add(SqlConnection tx, List<Subject> subjects, Instant now) {
    Tuple rows =
        profiles(subjects).bytes(row -> row.accounts().getFirst().bytes()).also(now).tuple();
    return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
  }

  Uni<Integer> change(SqlConnection tx, List<Subject> subjects, Instant now) {
    Tuple rows = profiles(subjects).bigints(Subject::version).also(now).tuple();
    return tx.preparedQuery(CHANGE).execute(rows).map(RowSet::rowCount);
  }

  Uni<Void> lock(SqlConnection tx, UUID id) {
    return tx.preparedQuery(LOCK).execute(Tuple.of((short) Bucket.of(id), id)).replaceWithVoid();
  }

  Uni<Boolean> restrict(SqlConnection tx, Subject subject, State next, byte[] reason, Instant now) {
    Tuple row =
        Tuple.of((short) Bucket.of(subject.id()), subject.id(), subject.version())
            .addString(next.slug())
            .addValue(Buffer.buffer(reason))
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
    return tx.preparedQuery(RESTRICT).execute(row).map(done -> done.rowCount() == 1);
  }

  private static Columns<Subject> profiles(List<Subject> subjects) {
    return Columns.of(subjects)
        .smallints(row -> Bucket.of(row.id()))
        .uuids(Subject::id)
        .texts(row -> row.state().slug())
        .texts(Subject::kind)
        .texts(Subject::residency)
        .slugs(Subject::languages)
        .texts(Subject::timeZone)
        .bytes(Subject::name)
        .bigints(Subject::nameVersion)
        .bytes(row -> row.profileDigest().bytes());
  }

  private static List<Subject> all(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(SubjectStore::subject).toList();
  }

  private static Subject subject(Row row) {
    return new Subject(
        row.getUUID("id"),
        State.of(row.getString("state")),
        row.getString("kind"),
        row.getString("residency"),
        List.of(row.getArrayOfStrings("languages")),
        row.getString("time_zone"),
        row.getBuffer("name").getBytes(),
        row.getLong("name_version"),
        new Digest(row.getBuffer("profile_digest").getBytes()),
        digests(row),
        row.getLong("version"));
  }

  private static List<Digest> digests(Row row) {
    Buffer[] accounts = row.get(Buffer[].class, "accounts");
    return Arrays.stream(accounts).map(bytes -> new Digest(bytes.getBytes())).toList();
  }
}
