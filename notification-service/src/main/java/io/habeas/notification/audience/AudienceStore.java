package io.habeas.notification.audience;

import io.habeas.bucket.BucketRange;
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

/** What is left to be read of audiences, stretch by stretch. All by the primary key. */
final class AudienceStore {
  private static final String CLAIM =
      """
      update audience_stretch set lease = $3
      where campaign_id = $1 and first_bucket = (
        select first_bucket from audience_stretch
        where campaign_id = $1 and (lease is null or lease < $2)
        order by first_bucket limit 1 for update skip locked)
      returning first_bucket, last_bucket, source, after
      """;

  /** Only while its source is being read: a reader that was given up plans nobody any more. */
  private static final String ADVANCE =
      """
      update audience_stretch set after = $3, lease = $4
      where campaign_id = $1 and first_bucket = $2 and source = $5
      """;

  private static final String NEXT_SOURCE =
      """
      update audience_stretch set source = source + 1, after = null, lease = $3
      where campaign_id = $1 and first_bucket = $2 and source = $4
      """;

  /** Should another read it by now, two do, which plans nobody twice. */
  private static final String RELEASE =
      "update audience_stretch set lease = null where campaign_id = $1 and first_bucket = $2";

  /**
   * A bucket in which nobody is affected has nothing to send. Asked for the first of them in the
   * primary key's order: for just any, a partition may be read from its oldest campaign on.
   */
  private static final String FINISH =
      """
      with finished as (
        delete from audience_stretch
        where campaign_id = $1 and first_bucket = $2 and source = $4
        returning first_bucket, last_bucket)
      update campaign_bucket b set audience_done = true, next_due = $3,
        settled = (
          select d.subject_id from delivery d
          where d.bucket = b.bucket and d.campaign_id = $1 and d.channel = b.channel
            and d.state in ('planned', 'deferred', 'in-doubt')
          order by d.subject_id limit 1) is null
      from finished f
      where b.campaign_id = $1 and b.bucket between f.first_bucket and f.last_bucket
        and not b.audience_done
      """;

  private static final String COMPLETE =
      """
      update campaign set audience_complete = true
      where id = $1 and not audience_complete and not exists (
        select from audience_stretch where campaign_id = $1)
      """;

  Uni<@Nullable Stretch> claim(SqlClient client, UUID campaign, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(campaign, time(now), time(until)))
        .map(rows -> rows.size() == 0 ? null : stretch(rows.iterator().next()));
  }

  /** Whether the stretch's source is still being read. */
  Uni<Boolean> advance(
      SqlConnection tx, UUID campaign, Stretch stretch, UUID after, Instant until) {
    return tx.preparedQuery(ADVANCE)
        .execute(
            Tuple.of(campaign, stretch.buckets().first(), after, time(until), stretch.source()))
        .map(rows -> rows.rowCount() == 1);
  }

  Uni<Void> nextSource(SqlClient client, UUID campaign, Stretch stretch, Instant until) {
    return client
        .preparedQuery(NEXT_SOURCE)
        .execute(Tuple.of(campaign, stretch.buckets().first(), time(until), stretch.source()))
        .replaceWithVoid();
  }

  /** Gives it back, to be read on by whoever comes next. */
  Uni<Void> release(SqlClient client, UUID campaign, Stretch stretch) {
    return client
        .preparedQuery(RELEASE)
        .execute(Tuple.of(campaign, stretch.buckets().first()))
        .replaceWithVoid();
  }

  Uni<Void> finish(SqlClient client, UUID campaign, Stretch stretch, Instant now) {
    return client
        .preparedQuery(FINISH)
        .execute(Tuple.of(campaign, stretch.buckets().first(), time(now), stretch.source()))
        .chain(() -> client.preparedQuery(COMPLETE).execute(Tuple.of(campaign)))
        .replaceWithVoid();
  }

  private static Stretch stretch(Row row) {
    return new Stretch(
        new BucketRange(row.getInteger("first_bucket"), row.getInteger("last_bucket")),
        row.getInteger("source"),
        row.getUUID("after"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
