package io.habeas.notification.bounce;

import io.habeas.bucket.Bucket;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The rows of what the witness has not been told of bounces yet: few, and gone in a moment. */
final class UntoldStore {
  private static final String KEEP =
      """
      insert into bounce_untold
        (entry_id, campaign_id, subject_id, channel, attempt, status, reason, bounced_at,
         taken_back)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private static final String CAMPAIGNS = "select distinct campaign_id from bounce_untold";

  /** Primary key, in the order in which they came. */
  private static final String SOME =
      "select * from bounce_untold where campaign_id = $1 order by entry_id limit $2";

  /** Primary key. */
  private static final String TOLD = "delete from bounce_untold where entry_id = any($1)";

  /** Primary key of membership. */
  private static final String GONE =
      """
      select from membership where bucket = $1 and subject_id = $2 and erased_at is not null
      """;

  Uni<Void> keep(SqlConnection tx, UUID entry, Undone undone) {
    return tx.preparedQuery(KEEP)
        .execute(
            Tuple.from(
                new Object[] {
                  entry,
                  undone.of().campaign().id(),
                  undone.of().subjectId(),
                  undone.of().channel().slug(),
                  undone.of().attempt(),
                  undone.status(),
                  undone.reason(),
                  undone.at().atOffset(ZoneOffset.UTC),
                  undone.takenBack()
                }))
        .replaceWithVoid();
  }

  /** Of which campaigns there are any. */
  Uni<Collection<UUID>> campaigns(SqlClient client) {
    return client
        .preparedQuery(CAMPAIGNS)
        .execute()
        .map(
            rows -> {
              Collection<UUID> found = new ArrayList<>();
              rows.forEach(row -> found.add(row.getUUID("campaign_id")));
              return found;
            });
  }

  /** Some of a campaign's, the oldest first, by their entries. */
  Uni<Map<UUID, Undone>> some(SqlClient client, Campaign campaign, int most) {
    return client
        .preparedQuery(SOME)
        .execute(Tuple.of(campaign.id(), most))
        .map(
            rows -> {
              Map<UUID, Undone> found = new LinkedHashMap<>();
              rows.forEach(row -> found.put(row.getUUID("entry_id"), undone(campaign, row)));
              return found;
            });
  }

  private static Undone undone(Campaign campaign, Row row) {
    return new Undone(
        new Returned(
            campaign,
            row.getUUID("subject_id"),
            Channel.of(row.getString("channel")),
            row.getInteger("attempt")),
        row.getString("status"),
        row.getString("reason"),
        row.getOffsetDateTime("bounced_at").toInstant(),
        row.getBoolean("taken_back"));
  }

  Uni<Void> told(SqlConnection tx, Collection<UUID> entries) {
    return tx.preparedQuery(TOLD).execute(Tuple.of(entries.toArray(UUID[]::new))).replaceWithVoid();
  }

  /** Whether somebody is erased, of whom nothing is written any more. */
  Uni<Boolean> isGone(SqlConnection tx, UUID subject) {
    return tx.preparedQuery(GONE)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(rows -> rows.size() > 0);
  }
}
