package io.habeas.notification.delivery;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a notice that came back changes in the rows of deliveries. */
final class TakeBackStore {
  /** Primary key. What waits to be sent again, or is gone, has no acceptance to take back. */
  private static final String TAKE_BACK =
      """
      update delivery d
      set state = 'bounced', reason = $4, bounced_at = $5, bounce_entry_id = $6, settled_at = $8,
          due_at = null, covered = true
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = $7
        and state in ('accepted', 'in-doubt')
      returning accepted_at, entry_id, contact_point_id
      """;

  /** Primary key. The acceptance stands; that it came back is told beside it, once. */
  private static final String MARK_BOUNCED =
      """
      update delivery d set reason = $4, bounced_at = $5, bounce_entry_id = $6
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = $7
        and state = 'accepted' and bounced_at is null
      returning accepted_at, entry_id, contact_point_id
      """;

  /**
   * Primary key. What came back was out, whatever the rows of a restored database say: that it
   * waits, or nothing at all.
   */
  private static final String WAS_OUT =
      """
      insert into delivery as d
        (bucket, campaign_id, subject_id, channel, state, doubts, due_at, planned_at)
      values ($1, $2, $3, $4, 'in-doubt', 1, $5, $6)
      on conflict (bucket, campaign_id, subject_id, channel) do update
        set state = 'in-doubt', doubts = d.doubts + 1, due_at = excluded.due_at
        where d.state in ('planned', 'deferred')
      """;

  /** Index delivery_of_parcel. */
  private static final String ON_THE_WAY =
      """
      select campaign_id, subject_id, channel, attempt, state from delivery where parcel_id = $1
      """;

  Uni<Optional<TakenBack>> takeBack(SqlConnection tx, Bounce bounce, Instant now) {
    return tx.preparedQuery(TAKE_BACK)
        .execute(tuple(bounce).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .map(rows -> taken(rows, false));
  }

  Uni<Optional<TakenBack>> markBounced(SqlConnection tx, Bounce bounce) {
    return tx.preparedQuery(MARK_BOUNCED).execute(tuple(bounce)).map(rows -> taken(rows, true));
  }

  Uni<Void> wasOut(SqlConnection tx, Bounce bounce, Instant now) {
    return tx.preparedQuery(WAS_OUT)
        .execute(
            Tuple.of(
                Bucket.of(bounce.subject()),
                bounce.campaign(),
                bounce.subject(),
                bounce.channel().slug(),
                now.atOffset(ZoneOffset.UTC),
                bounce.at().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Optional<OnTheWay>> onTheWay(SqlConnection tx, UUID parcel) {
    return tx.preparedQuery(ON_THE_WAY)
        .execute(Tuple.of(parcel))
        .map(rows -> DeliveryStore.list(rows, TakeBackStore::onTheWay).stream().findFirst());
  }

  private static OnTheWay onTheWay(Row row) {
    return new OnTheWay(
        row.getUUID("campaign_id"),
        row.getUUID("subject_id"),
        Channel.of(row.getString("channel")),
        row.getInteger("attempt"),
        DeliveryState.of(row.getString("state")));
  }

  private static Optional<TakenBack> taken(RowSet<Row> rows, boolean tooLate) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    OffsetDateTime accepted = row.getOffsetDateTime("accepted_at");
    return Optional.of(
        new TakenBack(
            tooLate,
            accepted == null ? null : accepted.toInstant(),
            row.getUUID("entry_id"),
            row.getUUID("contact_point_id"),
            null));
  }

  private static Tuple tuple(Bounce bounce) {
    return Tuple.from(
        new ArrayList<Object>(
            List.of(
                Bucket.of(bounce.subject()),
                bounce.campaign(),
                bounce.subject(),
                bounce.reason(),
                bounce.at().atOffset(ZoneOffset.UTC),
                bounce.entryId(),
                bounce.channel().slug())));
  }
}
