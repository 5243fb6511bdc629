package io.habeas.subject.audience;

import io.habeas.bucket.Bucket;
import io.habeas.subject.record.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Pages over buckets, of each in the order in which its rows were committed. */
@Singleton
class AudienceStore {

  /**
   * Served by subject_joined, partition by partition. Transactions from the snapshot's xmin on may
   * still be running or have started after one that is: their rows wait for the next page or
   * stream, so that no row can appear behind a position that was passed. The order is the column's:
   * the text of the same name would put transaction 10 before 9, and leave out whoever is between.
   */
  private static final String PAGE =
      """
      select s.id, s.bucket, s.joined::text as joined, s.state, s.residency, s.languages,
        s.time_zone, s.kind
      from subject s
      where (s.bucket, s.joined, s.id) > ($1, $2::text::xid8, $3) and s.bucket <= $5
        and s.joined < pg_snapshot_xmin(pg_current_snapshot()) and s.state <> 'erased'
      order by s.bucket, s.joined, s.id
      limit $4
      """;

  /**
   * The same walk by subject_joined; of each row on the way membership is by account_pkey (the
   * numbers' digests stand in the row) and contact points by contact_point_pkey.
   */
  private static final String FILTERED_PAGE =
      """
      select s.id, s.bucket, s.joined::text as joined, s.state, s.residency, s.languages,
        s.time_zone, s.kind
      from subject s
      where (s.bucket, s.joined, s.id) > ($1, $2::text::xid8, $3) and s.bucket <= $5
        and s.joined < pg_snapshot_xmin(pg_current_snapshot()) and s.state <> 'erased'
        and (s.residency = any($6::text[])
          or (cardinality(s.accounts) = 0 and cardinality($7::text[]) + cardinality($8::text[]) > 0)
          or exists (
            select from unnest(s.accounts) as n (digest) join account a on a.number_digest = n.digest
            where a.brand = any($7) or a.products && $8
              or (cardinality($8) > 0 and cardinality(a.products) = 0))
          or (cardinality($9::text[]) > 0 and exists (
            select from contact_point c
            where c.bucket = s.bucket and c.subject_id = s.id and c.kind = any($9))))
      order by s.bucket, s.joined, s.id
      limit $4
      """;

  /** Served by subject_pkey, account_pkey and contact_point_pkey. */
  private static final String RELATION =
      """
      select s.residency,
        array(select distinct p from unnest(s.accounts) as n (digest)
              join account a on a.number_digest = n.digest, unnest(a.products) as p
              order by p) as products,
        array(select distinct a.brand from unnest(s.accounts) as n (digest)
              join account a on a.number_digest = n.digest order by a.brand) as brands,
        array(select distinct c.kind from contact_point c
              where c.bucket = s.bucket and c.subject_id = s.id order by c.kind) as channels,
        cardinality(s.accounts) = 0 or exists (
          select from unnest(s.accounts) as n (digest)
          join account a on a.number_digest = n.digest where cardinality(a.products) = 0) as former
      from subject s where s.bucket = $1 and s.id = $2 and s.state <> 'erased'
      """;

  /** Served by subject_pkey. */
  private static final String POSITION =
      "select id, bucket, joined::text as joined from subject where bucket = $1 and id = $2";

  Uni<List<Found>> page(
      SqlClient client, int last, Position after, AudienceFilter filter, int size) {
    Tuple question =
        Tuple.of((short) after.bucket(), after.joined(), after.id(), size, (short) last);
    if (!filter.isOpen()) {
      question
          .addValue(filter.regions().toArray(String[]::new))
          .addValue(filter.brands().toArray(String[]::new))
          .addValue(filter.products().toArray(String[]::new))
          .addValue(filter.channels().toArray(String[]::new));
    }
    return client
        .preparedQuery(filter.isOpen() ? PAGE : FILTERED_PAGE)
        .execute(question)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(AudienceStore::found).toList());
  }

  Uni<Optional<Relation>> relation(SqlClient client, UUID id) {
    return client
        .preparedQuery(RELATION)
        .execute(Tuple.of((short) Bucket.of(id), id))
        .map(
            rows -> {
              Iterator<Row> each = rows.iterator();
              return each.hasNext() ? Optional.of(relation(each.next())) : Optional.empty();
            });
  }

  private static Relation relation(Row row) {
    return new Relation(
        List.of(row.getArrayOfStrings("products")),
        List.of(row.getArrayOfStrings("brands")),
        row.getString("residency"),
        List.of(row.getArrayOfStrings("channels")),
        row.getBoolean("former"));
  }

  Uni<Optional<Position>> positionOf(SqlClient client, UUID id) {
    return client
        .preparedQuery(POSITION)
        .execute(Tuple.of((short) Bucket.of(id), id))
        .map(
            rows -> {
              Iterator<Row> each = rows.iterator();
              return each.hasNext() ? Optional.of(position(each.next())) : Optional.empty();
            });
  }

  private static Found found(Row row) {
    AudienceMember member =
        new AudienceMember(
            row.getUUID("id"),
            row.getShort("bucket"),
            State.of(row.getString("state")),
            row.getString("residency"),
            List.of(row.getArrayOfStrings("languages")),
            row.getString("time_zone"),
            row.getString("kind"));
    return new Found(member, position(row));
  }

  private static Position position(Row row) {
    return new Position(row.getShort("bucket"), row.getString("joined"), row.getUUID("id"));
  }

  /** Where a row stands in the order. */
  record Position(int bucket, String joined, UUID id) {

    /** Before everybody in a bucket. */
    static Position before(int bucket) {
      return new Position(bucket, "0", new UUID(0, 0));
    }
  }

  /** A row and where it stands. */
  record Found(AudienceMember member, Position position) {}
}
