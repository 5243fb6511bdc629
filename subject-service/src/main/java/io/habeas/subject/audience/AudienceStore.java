package io.habeas.subject.audience;

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

/** Pages over a bucket, in the order in which rows were committed. */
@Singleton
class AudienceStore {

  /**
   * Served by subject_joined. Transactions from the snapshot's xmin on may still be running or have
   * started after one that is: their rows wait for the next page or stream, so that no row can
   * appear behind a position that was passed.
   */
  private static final String PAGE =
      """
      select id, joined::text as joined, state, residency, languages, time_zone, kind
      from subject
      where bucket = $1 and (joined, id) > ($2::text::xid8, $3)
        and joined < pg_snapshot_xmin(pg_current_snapshot()) and state <> 'erased'
      order by joined, id
      limit $4
      """;

  /** Served by subject_pkey. */
  private static final String POSITION =
      "select id, joined::text as joined from subject where bucket = $1 and id = $2";

  Uni<List<Found>> page(SqlClient client, int bucket, Position after, int size) {
    return client
        .preparedQuery(PAGE)
        .execute(Tuple.of((short) bucket, after.joined(), after.id(), size))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> found(row, bucket))
                    .toList());
  }

  Uni<Optional<Position>> positionOf(SqlClient client, int bucket, UUID id) {
    return client
        .preparedQuery(POSITION)
        .execute(Tuple.of((short) bucket, id))
        .map(
            rows -> {
              Iterator<Row> each = rows.iterator();
              return each.hasNext() ? Optional.of(position(each.next())) : Optional.empty();
            });
  }

  private static Found found(Row row, int bucket) {
    AudienceMember member =
        new AudienceMember(
            row.getUUID("id"),
            bucket,
            State.of(row.getString("state")),
            row.getString("residency"),
            List.of(row.getArrayOfStrings("languages")),
            row.getString("time_zone"),
            row.getString("kind"));
    return new Found(member, position(row));
  }

  private static Position position(Row row) {
    return new Position(row.getString("joined"), row.getUUID("id"));
  }

  /** Where a row stands in the order. */
  record Position(String joined, UUID id) {

    static final Position START = new Position("0", new UUID(0, 0));
  }

  /** A row and where it stands. */
  record Found(AudienceMember member, Position position) {}
}
