package io.habeas.notification.ring;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of rings: as many slots a person as it may ring in a day. */
final class RingStore {
  static final int FIRST_SLOT = 1;
  static final int LAST_SLOT = 2;

  /** Of two that take one slot at once, one waits here for the other and does not get it. */
  private static final String TAKE =
      """
      insert into ring as r (bucket, subject_id, slot, ring_id, rung_at) values ($1, $2, $3, $4, $5)
      on conflict (bucket, subject_id, slot) do update
        set ring_id = excluded.ring_id, rung_at = excluded.rung_at
        where r.rung_at <= $6 or r.ring_id = excluded.ring_id
      """;

  private static final String FIRST =
      "select min(rung_at) as first from ring where bucket = $1 and subject_id = $2";

  private static final String GIVE_BACK =
      "delete from ring where bucket = $1 and subject_id = $2 and ring_id = $3";

  /** By ring_old. */
  private static final String FORGET = "delete from ring where rung_at <= $1";

  /** One of a person's. */
  record Slot(UUID subject, int number) {}

  /** Whether the slot was free, or this ring's already; it is its own then. */
  Uni<Boolean> take(SqlClient client, Slot slot, UUID ring, Instant now, Instant freeBefore) {
    return client
        .preparedQuery(TAKE)
        .execute(
            Tuple.of(
                Bucket.of(slot.subject()),
                slot.subject(),
                slot.number(),
                ring,
                now.atOffset(ZoneOffset.UTC),
                freeBefore.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** When the slot was taken that will be free first; null where none is. */
  Uni<@Nullable Instant> first(SqlClient client, UUID subject) {
    return client
        .preparedQuery(FIRST)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(rows -> rows.iterator().next().getOffsetDateTime("first"))
        .map(first -> first == null ? null : first.toInstant());
  }

  Uni<Void> giveBack(SqlClient client, UUID subject, UUID ring) {
    return client
        .preparedQuery(GIVE_BACK)
        .execute(Tuple.of(Bucket.of(subject), subject, ring))
        .replaceWithVoid();
  }

  Uni<Void> forget(SqlClient client, Instant until) {
    return client
        .preparedQuery(FORGET)
        .execute(Tuple.of(until.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
