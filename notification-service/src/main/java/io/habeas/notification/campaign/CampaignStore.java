package io.habeas.notification.campaign;

import io.habeas.bucket.BucketRange;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Correction;
import io.habeas.notification.policy.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of campaigns and the making of their buckets. */
final class CampaignStore {
  private static final List<BucketRange> STRETCHES = BucketRange.all(16);

  private static final String INSERT =
      """
      insert into campaign (id, version_id, document, label, state, announced_at, effective_at,
                            kind, promised_at, reason, audience, channels)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;

  /** Everybody is told by the first channel; by the others nobody, until it fails. */
  private static final String INSERT_BUCKETS =
      """
      insert into campaign_bucket
        (campaign_id, channel, bucket, next_due, audience_done, settled, fresh)
      select $1, channel, bucket, $2, n > 1, n > 1, n = 1
      from generate_series(0, 255) as bucket,
           unnest($3::text[]) with ordinality as c (channel, n)
      """;

  /** Beside each other, so that a small campaign is read with few questions. */
  private static final String INSERT_STRETCHES =
      """
      insert into audience_stretch (campaign_id, first_bucket, last_bucket)
      select $1, part.first_bucket, part.last_bucket
      from unnest($2::smallint[], $3::smallint[]) as part (first_bucket, last_bucket)
      """;

  private static final String ALL = "select * from campaign order by announced_at desc, id desc";

  private static final String ONE = "select * from campaign where id = $1";

  private static final String LOCK = "select * from campaign where id = $1 for update";

  /** Index campaign_notice: one a version. */
  private static final String NOTICE_OF_VERSION =
      "select * from campaign where version_id = $1 and kind = 'notice' and state <> 'cancelled'";

  /** Index campaign_of_version. */
  private static final String OF_VERSION =
      "select * from campaign where version_id = $1 order by announced_at, id";

  private static final String LOCK_OF_VERSION = OF_VERSION + " for update";

  /**
   * Primary key of campaign_bucket: 256 rows. Waits for every claim that is being made; whoever
   * claims later finds a campaign that does not run.
   */
  private static final String CLOSE_BUCKETS =
      """
      update campaign_bucket set settled = true, audience_done = true where campaign_id = $1
      """;

  /** Before the buckets, as a reader that finishes one does. */
  private static final String DROP_STRETCHES =
      "delete from audience_stretch where campaign_id = $1";

  private static final String RUNNING =
      "select * from campaign where state = 'running' order by announced_at, id";

  private static final String SAVE =
      "update campaign set state = $2, completed_at = $3 where id = $1";

  /** The row's lock is held by the caller: of two that finish the last bucket, one completes. */
  private static final String OPEN_BUCKETS =
      """
      select count(*) as open from campaign_bucket
      where campaign_id = $1 and not (audience_done and settled)
      """;

  Uni<Void> insert(SqlConnection tx, Campaign campaign, Instant now) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  campaign.id(),
                  campaign.versionId(),
                  campaign.document(),
                  campaign.label(),
                  campaign.state().slug(),
                  time(campaign.announcedAt()),
                  time(campaign.effectiveAt()),
                  campaign.kind().slug(),
                  campaign.correction() == null ? null : time(campaign.correction().promisedAt()),
                  CanonicalJson.text(
                      campaign.correction() == null ? Map.of() : campaign.correction().reason()),
                  AudienceColumn.written(campaign.audience()),
                  slugs(campaign.channels())
                }))
        .chain(
            () ->
                tx.preparedQuery(INSERT_BUCKETS)
                    .execute(Tuple.of(campaign.id(), time(now), slugs(campaign.channels()))))
        .chain(
            () ->
                tx.preparedQuery(INSERT_STRETCHES)
                    .execute(
                        Tuple.of(
                            campaign.id(),
                            STRETCHES.stream()
                                .map(one -> (short) one.first())
                                .toArray(Short[]::new),
                            STRETCHES.stream()
                                .map(one -> (short) one.last())
                                .toArray(Short[]::new))))
        .replaceWithVoid();
  }

  Uni<List<Campaign>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(CampaignStore::list);
  }

  Uni<List<Campaign>> running(SqlClient client) {
    return client.preparedQuery(RUNNING).execute().map(CampaignStore::list);
  }

  Uni<@Nullable Campaign> one(SqlClient client, UUID id) {
    return client.preparedQuery(ONE).execute(Tuple.of(id)).map(CampaignStore::first);
  }

  Uni<@Nullable Campaign> lock(SqlConnection tx, UUID id) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(CampaignStore::first);
  }

  Uni<@Nullable Campaign> noticeOf(SqlClient client, UUID versionId) {
    return client
        .preparedQuery(NOTICE_OF_VERSION)
        .execute(Tuple.of(versionId))
        .map(CampaignStore::first);
  }

  Uni<List<Campaign>> lockOf(SqlConnection tx, UUID versionId) {
    return tx.preparedQuery(LOCK_OF_VERSION).execute(Tuple.of(versionId)).map(CampaignStore::list);
  }

  Uni<List<Campaign>> allOf(SqlClient client, UUID versionId) {
    return client.preparedQuery(OF_VERSION).execute(Tuple.of(versionId)).map(CampaignStore::list);
  }

  Uni<Void> closeBuckets(SqlConnection tx, UUID id) {
    return tx.preparedQuery(DROP_STRETCHES)
        .execute(Tuple.of(id))
        .chain(() -> tx.preparedQuery(CLOSE_BUCKETS).execute(Tuple.of(id)))
        .replaceWithVoid();
  }

  Uni<Void> save(SqlConnection tx, Campaign campaign) {
    return tx.preparedQuery(SAVE)
        .execute(Tuple.of(campaign.id(), campaign.state().slug(), time(campaign.completedAt())))
        .replaceWithVoid();
  }

  Uni<Long> openBuckets(SqlConnection tx, UUID id) {
    return tx.preparedQuery(OPEN_BUCKETS)
        .execute(Tuple.of(id))
        .map(rows -> rows.iterator().next().getLong("open"));
  }

  private static @Nullable Campaign first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : campaign(rows.iterator().next());
  }

  private static List<Campaign> list(RowSet<Row> rows) {
    List<Campaign> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      list.add(campaign(row));
    }
    return list;
  }

  private static Campaign campaign(Row row) {
    OffsetDateTime completed = row.getOffsetDateTime("completed_at");
    return new Campaign(
        row.getUUID("id"),
        row.getUUID("version_id"),
        row.getString("document"),
        row.getString("label"),
        CampaignKind.of(row.getString("kind")),
        correction(row),
        AudienceColumn.read(row.getString("audience")),
        CampaignState.of(row.getString("state")),
        Arrays.stream(row.getArrayOfStrings("channels")).map(Channel::of).toList(),
        row.getBoolean("audience_complete"),
        row.getOffsetDateTime("announced_at").toInstant(),
        row.getOffsetDateTime("effective_at").toInstant(),
        completed == null ? null : completed.toInstant());
  }

  private static @Nullable Correction correction(Row row) {
    OffsetDateTime promised = row.getOffsetDateTime("promised_at");
    return promised == null
        ? null
        : new Correction(
            Words.read(row.getString("reason")),
            promised.toInstant(),
            row.getOffsetDateTime("announced_at").toInstant());
  }

  private static String[] slugs(List<Channel> channels) {
    return channels.stream().map(Channel::slug).toArray(String[]::new);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
