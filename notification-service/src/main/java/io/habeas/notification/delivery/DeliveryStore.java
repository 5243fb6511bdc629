package io.habeas.notification.delivery;

import io.habeas.bucket.Bucket;
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
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of deliveries: planned, settled, caught up with. */
final class DeliveryStore {
  private static final String PLAN =
      """
      insert into delivery (bucket, campaign_id, subject_id, channel, state, planned_at)
      select s.bucket, c.id, s.subject_id, c.channels[1], 'planned', $4::timestamptz
      from campaign c, unnest($2::smallint[], $3::uuid[]) as s (bucket, subject_id)
      where c.id = $1::uuid
      on conflict do nothing
      """;

  /**
   * Primary key. Only what nobody else settled: a notice may have been caught up with, or its
   * subject be gone. Of a first attempt no index has a column that changes.
   */
  private static final String SETTLE =
      """
      update delivery d
      set state = o.state, due_at = o.due_at, reason = o.reason, language = o.language,
          accepted_at = o.accepted_at, entry_id = o.entry_id, settled_at = $2,
          relay_code = coalesce(o.relay_code, d.relay_code),
          relay_status = case when o.relay_code is null then d.relay_status else o.relay_status end,
          contact_point_id = coalesce(o.contact_point_id, d.contact_point_id),
          bounced_at = case when o.state = 'bounced' then $11::timestamptz end,
          covered = case when o.state in ('bounced', 'unreachable') then true end,
          attempt = d.attempt + case when o.state = 'planned' then 0 else 1 end,
          doubts = d.doubts + case when o.state = 'in-doubt' then 1 else 0 end
      from unnest($3::smallint[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[],
                  $8::text[], $9::timestamptz[], $10::uuid[], $13::smallint[], $14::text[],
                  $15::uuid[])
        as o (bucket, subject_id, state, due_at, reason, language, accepted_at, entry_id,
              relay_code, relay_status, contact_point_id)
      where d.campaign_id = $1 and d.channel = $12 and d.bucket = o.bucket
        and d.subject_id = o.subject_id and d.state = 'planned' and d.due_at is null
      returning d.subject_id
      """;

  /**
   * Primary key. Plans the campaign's next channel for those whom this one failed; where there is
   * none, nothing follows, and the page's cover has them.
   */
  private static final String FOLLOW =
      """
      with failed as (
        update delivery d
        set followed_by = c.channels[array_position(c.channels, d.channel) + 1], covered = null
        from campaign c, unnest($3::smallint[], $4::uuid[]) as f (bucket, subject_id)
        where c.id = $1 and d.campaign_id = $1 and d.channel = $2
          and d.bucket = f.bucket and d.subject_id = f.subject_id
          and d.state in ('bounced', 'unreachable') and d.followed_by is null
          and c.channels[array_position(c.channels, d.channel) + 1] is not null
        returning d.bucket, d.subject_id, d.followed_by),
      planned as (
        insert into delivery (bucket, campaign_id, subject_id, channel, state, due_at, planned_at)
        select bucket, $1, subject_id, followed_by, 'planned', $5, $6 from failed
        on conflict do nothing)
      select followed_by from failed
      """;

  /** What the witness knows and the rows do not: a crash between the two, or a restored backup. */
  private static final String CATCH_UP =
      """
      insert into delivery as d
        (bucket, campaign_id, subject_id, channel, state, language, accepted_at, entry_id,
         contact_point_id, settled_at)
      select o.bucket, $1::uuid, o.subject_id, o.channel, 'accepted', o.language,
             o.accepted_at, o.entry_id, o.contact_point_id, $2::timestamptz
      from unnest($3::smallint[], $4::uuid[], $5::text[], $6::timestamptz[], $7::uuid[],
                  $8::text[], $9::uuid[])
        as o (bucket, subject_id, language, accepted_at, entry_id, channel, contact_point_id)
      on conflict (bucket, campaign_id, subject_id, channel) do update
        set state = 'accepted', language = excluded.language, accepted_at = excluded.accepted_at,
            entry_id = excluded.entry_id, settled_at = excluded.settled_at, due_at = null,
            covered = null,
            contact_point_id = coalesce(excluded.contact_point_id, d.contact_point_id)
        where d.state not in ('accepted', 'suppressed') and d.bounce_entry_id is null
      returning d.subject_id
      """;

  /**
   * Primary key, once a campaign of the version: by index campaign_of_version, one or two of them.
   */
  private static final String MAY_HAVE_HAD =
      """
      select distinct d.subject_id
      from campaign c join delivery d on d.campaign_id = c.id
      where c.version_id = $1 and c.id <> $2 and d.bucket = $3 and d.subject_id > $4
        and (d.state in ('accepted', 'in-doubt')
             or (d.doubts > 0 and d.state <> 'suppressed')
             or exists (
               select from delivery_claim k
               where k.campaign_id = c.id and k.channel = d.channel and d.bucket = any(k.buckets)
                 and d.subject_id = any(k.subjects)))
      order by d.subject_id limit $5
      """;

  private static final String KNOWN_BATCHES =
      "select name from witnessed_batch where campaign_id = $1";

  private static final String KNOW_BATCH =
      "insert into witnessed_batch (campaign_id, name) values ($1, $2) on conflict do nothing";

  /** Primary key, once a campaign. */
  private static final String SUPPRESS =
      """
      update delivery
      set state = 'suppressed', reason = $3, settled_at = $4, due_at = null, followed_by = null,
          covered = null
      where bucket = $1 and campaign_id = any(array(select id from campaign)) and subject_id = $2
        and state in ('planned', 'deferred', 'in-doubt', 'bounced', 'unreachable')
      returning campaign_id
      """;

  Uni<Void> plan(SqlClient tx, UUID campaign, List<UUID> subjects, Instant businessNow) {
    return tx.preparedQuery(PLAN)
        .execute(
            Tuple.of(
                campaign,
                subjects.stream().map(id -> (short) Bucket.of(id)).toArray(Short[]::new),
                subjects.toArray(UUID[]::new),
                time(businessNow)))
        .replaceWithVoid();
  }

  Uni<List<Channel>> follow(
      SqlConnection tx,
      ClaimStore.Queue queue,
      List<UUID> failed,
      Instant now,
      Instant businessNow) {
    return tx.preparedQuery(FOLLOW)
        .execute(
            Tuple.from(
                new Object[] {
                  queue.campaign(),
                  queue.channel().slug(),
                  failed.stream().map(each -> (short) Bucket.of(each)).toArray(Short[]::new),
                  failed.toArray(UUID[]::new),
                  time(now),
                  time(businessNow)
                }))
        .map(rows -> list(rows, row -> Channel.of(row.getString("followed_by"))));
  }

  Uni<List<UUID>> settle(
      SqlConnection tx, Claim claim, List<Outcome> outcomes, Instant now, Instant businessNow) {
    return tx.preparedQuery(SETTLE)
        .execute(
            Tuple.from(
                new Object[] {
                  claim.campaignId(),
                  time(now),
                  column(outcomes, o -> (short) o.bucket(), Short[]::new),
                  column(outcomes, Outcome::subjectId, UUID[]::new),
                  column(outcomes, o -> o.state().slug(), String[]::new),
                  column(outcomes, DeliveryStore::due, OffsetDateTime[]::new),
                  column(outcomes, Outcome::reason, String[]::new),
                  column(outcomes, Outcome::language, String[]::new),
                  column(outcomes, o -> time(o.acceptedAt()), OffsetDateTime[]::new),
                  column(outcomes, Outcome::entryId, UUID[]::new),
                  time(businessNow),
                  claim.channel().slug(),
                  column(outcomes, DeliveryStore::code, Short[]::new),
                  column(outcomes, DeliveryStore::status, String[]::new),
                  column(outcomes, Outcome::contactPointId, UUID[]::new)
                }))
        .map(rows -> list(rows, row -> row.getUUID("subject_id")));
  }

  Uni<List<UUID>> catchUp(SqlConnection tx, UUID campaign, List<Outcome> accepted, Instant now) {
    return tx.preparedQuery(CATCH_UP)
        .execute(
            Tuple.from(
                new Object[] {
                  campaign,
                  time(now),
                  column(accepted, o -> (short) o.bucket(), Short[]::new),
                  column(accepted, Outcome::subjectId, UUID[]::new),
                  column(accepted, Outcome::language, String[]::new),
                  column(accepted, o -> time(o.acceptedAt()), OffsetDateTime[]::new),
                  column(accepted, Outcome::entryId, UUID[]::new),
                  column(accepted, o -> o.channel().slug(), String[]::new),
                  column(accepted, Outcome::contactPointId, UUID[]::new)
                }))
        .map(rows -> list(rows, row -> row.getUUID("subject_id")));
  }

  Uni<List<UUID>> mayHaveHad(
      SqlClient client, UUID version, UUID other, int bucket, UUID after, int limit) {
    return client
        .preparedQuery(MAY_HAVE_HAD)
        .execute(Tuple.of(version, other, bucket, after, limit))
        .map(rows -> list(rows, row -> row.getUUID("subject_id")));
  }

  Uni<List<String>> knownBatches(SqlClient client, UUID campaign) {
    return client
        .preparedQuery(KNOWN_BATCHES)
        .execute(Tuple.of(campaign))
        .map(rows -> list(rows, row -> row.getString("name")));
  }

  Uni<Void> knowBatch(SqlConnection tx, UUID campaign, String name) {
    return tx.preparedQuery(KNOW_BATCH).execute(Tuple.of(campaign, name)).replaceWithVoid();
  }

  Uni<List<UUID>> suppress(SqlConnection tx, UUID subject, String reason, Instant now) {
    return tx.preparedQuery(SUPPRESS)
        .execute(Tuple.of(Bucket.of(subject), subject, reason, time(now)))
        .map(rows -> list(rows, row -> row.getUUID("campaign_id")));
  }

  static Short[] shorts(List<Integer> buckets) {
    return buckets.stream().distinct().map(Integer::shortValue).toArray(Short[]::new);
  }

  private static @Nullable OffsetDateTime due(Outcome outcome) {
    return outcome.state().isFinal() ? null : time(outcome.dueAt());
  }

  private static @Nullable Short code(Outcome outcome) {
    return outcome.answer() == null ? null : (short) outcome.answer().code();
  }

  private static @Nullable String status(Outcome outcome) {
    return outcome.answer() == null ? null : outcome.answer().status();
  }

  private static <T> Object column(
      List<Outcome> outcomes,
      Function<Outcome, @Nullable T> field,
      java.util.function.IntFunction<T[]> empty) {
    return outcomes.stream().map(field).toArray(empty);
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      list.add(mapping.apply(row));
    }
    return list;
  }
}
