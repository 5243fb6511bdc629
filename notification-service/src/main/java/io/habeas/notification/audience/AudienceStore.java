package io.habeas.notification.audience;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the snapshot is, bucket by bucket. */
final class AudienceStore {
  /** Primary key of campaign_bucket: 256 rows a channel; the first one's are not done. */
  private static final String CLAIM =
      """
      update campaign_bucket set audience_lease = $3
      where campaign_id = $1 and not audience_done and bucket = (
        select bucket from campaign_bucket
        where campaign_id = $1 and not audience_done
          and (audience_lease is null or audience_lease < $2)
        order by bucket limit 1 for update skip locked)
      returning bucket, audience_source, audience_after
      """;

  /** Only while its source is being read: a reader that was given up moves nothing. */
  private static final String ADVANCE =
      """
      update campaign_bucket
      set audience_after = greatest(audience_after, $3), audience_lease = $4
      where campaign_id = $1 and bucket = $2 and not audience_done and audience_source = $5
      """;

  private static final String NEXT_SOURCE =
      """
      update campaign_bucket
      set audience_source = $3 + 1, audience_after = null, audience_lease = $4
      where campaign_id = $1 and bucket = $2 and not audience_done and audience_source = $3
      """;

  /**
   * A bucket in which nobody is affected has nothing to send. Asked for the first of them in the
   * primary key's order: for just any, a partition may be read from its oldest campaign on.
   */
  private static final String FINISH =
      """
      update campaign_bucket b set audience_done = true, audience_lease = null, next_due = $3,
        settled = (
          select d.subject_id from delivery d
          where d.bucket = $2 and d.campaign_id = $1 and d.channel = b.channel
            and d.state in ('planned', 'deferred', 'in-doubt')
          order by d.subject_id limit 1) is null
      where campaign_id = $1 and bucket = $2 and not audience_done and audience_source = $4
      """;

  private static final String COMPLETE =
      """
      update campaign set audience_complete = true
      where id = $1 and not audience_complete and not exists (
        select from campaign_bucket where campaign_id = $1 and not audience_done)
      """;

  /** A bucket to be read from one of its sources, from after a subject. */
  record Part(int bucket, int source, @Nullable UUID after) {
    Part next() {
      return new Part(bucket, source + 1, null);
    }
  }

  Uni<@Nullable Part> claim(SqlClient client, UUID campaign, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(campaign, time(now), time(until)))
        .map(rows -> rows.size() == 0 ? null : part(rows.iterator().next()));
  }

  Uni<Void> advance(SqlConnection tx, UUID campaign, Part part, UUID after, Instant until) {
    return tx.preparedQuery(ADVANCE)
        .execute(Tuple.of(campaign, part.bucket(), after, time(until), part.source()))
        .replaceWithVoid();
  }

  Uni<Void> nextSource(SqlClient client, UUID campaign, Part part, Instant until) {
    return client
        .preparedQuery(NEXT_SOURCE)
        .execute(Tuple.of(campaign, part.bucket(), part.source(), time(until)))
        .replaceWithVoid();
  }

  Uni<Void> finish(SqlClient client, UUID campaign, Part part, Instant now) {
    return client
        .preparedQuery(FINISH)
        .execute(Tuple.of(campaign, part.bucket(), time(now), part.source()))
        .chain(() -> client.preparedQuery(COMPLETE).execute(Tuple.of(campaign)))
        .replaceWithVoid();
  }

  private static Part part(Row row) {
    return new Part(
        row.getInteger("bucket"), row.getInteger("audience_source"), row.getUUID("audience_after"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
