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
      set state = 'bounced', reason = $4, bounced_at = $5, bounce_entry_id = $6, settled_at = $7,
          lease = null
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = 'email'
        and state in ('accepted', 'in-doubt')
      returning accepted_at, entry_id, contact_point_id
      """;

  /** Primary key. The acceptance stands; that it came back is told beside it, once. */
  private static final String MARK_BOUNCED =
      """
      update delivery d set reason = $4, bounced_at = $5, bounce_entry_id = $6
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = 'email'
        and state = 'accepted' and bounced_at is null
      returning accepted_at, entry_id, contact_point_id
      """;

  Uni<Optional<TakenBack>> takeBack(SqlConnection tx, Bounce bounce, Instant at, Instant now) {
    return tx.preparedQuery(TAKE_BACK)
        .execute(bounce.tuple(at).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .map(rows -> taken(rows, false));
  }

  Uni<Optional<TakenBack>> markBounced(SqlConnection tx, Bounce bounce, Instant at) {
    return tx.preparedQuery(MARK_BOUNCED).execute(bounce.tuple(at)).map(rows -> taken(rows, true));
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

  /** A failure that came back by mail. */
  record Bounce(UUID campaign, UUID subject, String reason, UUID entry) {
    Tuple tuple(Instant at) {
      return Tuple.from(
          new ArrayList<Object>(
              List.of(
                  Bucket.of(subject),
                  campaign,
                  subject,
                  reason,
                  at.atOffset(ZoneOffset.UTC),
                  entry)));
    }
  }
}
