package io.habeas.notification.delivery;

import static io.habeas.notification.delivery.DeliveryStore.list;
import static io.habeas.notification.delivery.DeliveryStore.shorts;
import static io.habeas.notification.delivery.DeliveryStore.time;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In whose hands deliveries are, and the buckets that lead to what is due. */
final class ClaimStore {
  /**
   * Primary key of campaign_bucket: 256 rows a channel. A locked bucket is another lane's, or of
   * somebody who cancels; of a campaign that does not run nothing is claimed.
   */
  private static final String DUE_BUCKETS =
      """
      select bucket from campaign_bucket
      where campaign_id = $1 and channel = $2 and audience_done and not settled
        and next_due <= $3
        and exists (select from campaign c where c.id = $1 and c.state = 'running')
      order by next_due, bucket limit $4
      for update skip locked
      """;

  /** Index delivery_due. What is "sending" is somebody's, or is recovered before it is claimed. */
  private static final String CLAIM =
      """
      update delivery d
      set state = 'sending', lease = $4, due_at = $5, attempt = d.attempt + 1
      from (
        select bucket, subject_id, state from delivery
        where campaign_id = $1 and channel = $7 and bucket = any($2::smallint[])
          and state in ('planned', 'sending', 'deferred', 'in-doubt') and state <> 'sending'
          and due_at <= $3
        order by bucket, due_at limit $6
        for update skip locked) c
      where d.campaign_id = $1 and d.channel = $7 and d.bucket = c.bucket
        and d.subject_id = c.subject_id
      returning d.bucket, d.subject_id, d.attempt, d.doubts
      """;

  /** Index delivery_due. In whose hands deliveries are whose claim has ended. */
  private static final String LOST =
      """
      select lease, subject_id from delivery
      where campaign_id = $1 and channel = $2 and bucket = any($3::smallint[])
        and state in ('planned', 'sending', 'deferred', 'in-doubt') and state = 'sending'
        and due_at <= $4
      limit $5
      """;

  /** Primary key. What had been begun is in doubt, the rest as if it had never been claimed. */
  private static final String RELEASE =
      """
      update delivery d
      set state = case when r.begun then 'in-doubt' else 'planned' end,
          reason = case when r.begun then 'lost' end,
          doubts = d.doubts + case when r.begun then 1 else 0 end,
          attempt = d.attempt - case when r.begun then 0 else 1 end,
          due_at = $4, lease = null
      from unnest($5::smallint[], $6::uuid[], $7::boolean[]) as r (bucket, subject_id, begun)
      where d.campaign_id = $1 and d.channel = $2 and d.lease = $3 and d.state = 'sending'
        and d.due_at <= $4 and d.bucket = r.bucket and d.subject_id = r.subject_id
      """;

  /** Primary key. Where it goes and in which language, while it is on its way. */
  private static final String HAND_OUT =
      """
      update delivery set contact_point_id = $6, language = $7
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = $4 and lease = $5
        and state = 'sending'
      """;

  /** Primary key. The same at each attempt, so it is written at the first. */
  private static final String GO =
      """
      update delivery d set parcel_id = p.parcel_id
      from unnest($3::smallint[], $4::uuid[], $5::uuid[]) as p (bucket, subject_id, parcel_id)
      where d.campaign_id = $1 and d.channel = $2 and d.bucket = p.bucket
        and d.subject_id = p.subject_id and d.parcel_id is null
      """;

  /** Primary key. */
  private static final String HELD =
      """
      select attempt, doubts, due_at, language, contact_point_id from delivery
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = $4 and lease = $5
        and state = 'sending' and due_at > $6
      """;

  /** Index delivery_due. */
  private static final String WAITING =
      """
      select count(*) as waiting, count(*) filter (where due_at <= $3) as due from delivery
      where campaign_id = $1 and channel = $2
        and state in ('planned', 'sending', 'deferred', 'in-doubt')
      """;

  private static final String LOCK_BUCKETS =
      """
      select bucket from campaign_bucket
      where campaign_id = $1 and bucket = any($2::smallint[]) order by bucket, channel for update
      """;

  /** Index delivery_due gives each bucket's next moment. */
  private static final String CLOSE_BUCKETS =
      """
      update campaign_bucket b
      set settled = m.due is null, next_due = coalesce(m.due, b.next_due)
      from (
        select o.bucket, o.channel,
          (select min(d.due_at) from delivery d
           where d.campaign_id = $1 and d.channel = o.channel and d.bucket = o.bucket
             and d.state in ('planned', 'sending', 'deferred', 'in-doubt')) as due
        from campaign_bucket o
        where o.campaign_id = $1 and o.bucket = any($2::smallint[])
          and ($3::text is null or o.channel = $3)) m
      where b.campaign_id = $1 and b.bucket = m.bucket and b.channel = m.channel
      """;

  /** Deliveries by one channel of one campaign. */
  record Queue(UUID campaign, Channel channel) {}

  /** How long a claim holds, security time. */
  record Term(Instant from, Instant until) {}

  Uni<List<Integer>> dueBuckets(
      SqlConnection tx, UUID campaign, Channel channel, Instant now, int limit) {
    return tx.preparedQuery(DUE_BUCKETS)
        .execute(Tuple.of(campaign, channel.slug(), time(now), limit))
        .map(rows -> list(rows, row -> row.getInteger("bucket")));
  }

  Uni<List<Claim.Claimed>> claim(
      SqlConnection tx, Queue queue, List<Integer> buckets, UUID lease, Term term, int limit) {
    return tx.preparedQuery(CLAIM)
        .execute(
            Tuple.from(
                new Object[] {
                  queue.campaign(),
                  shorts(buckets),
                  time(term.from()),
                  lease,
                  time(term.until()),
                  limit,
                  queue.channel().slug()
                }))
        .map(
            rows ->
                list(
                    rows,
                    row ->
                        new Claim.Claimed(
                            row.getInteger("bucket"),
                            row.getUUID("subject_id"),
                            queue.channel(),
                            row.getInteger("attempt"),
                            row.getInteger("doubts"))));
  }

  Uni<Map<UUID, List<UUID>>> lost(
      SqlConnection tx, Queue queue, List<Integer> buckets, Instant now, int limit) {
    return tx.preparedQuery(LOST)
        .execute(
            Tuple.of(queue.campaign(), queue.channel().slug(), shorts(buckets), time(now), limit))
        .map(
            rows -> {
              Map<UUID, List<UUID>> lost = new HashMap<>();
              rows.forEach(
                  row ->
                      lost.computeIfAbsent(row.getUUID("lease"), _ -> new ArrayList<>())
                          .add(row.getUUID("subject_id")));
              return lost;
            });
  }

  Uni<Void> release(
      SqlConnection tx, Queue queue, UUID lease, List<UUID> claimed, Set<UUID> begun, Instant now) {
    return tx.preparedQuery(RELEASE)
        .execute(
            Tuple.from(
                new Object[] {
                  queue.campaign(),
                  queue.channel().slug(),
                  lease,
                  time(now),
                  claimed.stream().map(id -> (short) Bucket.of(id)).toArray(Short[]::new),
                  claimed.toArray(UUID[]::new),
                  claimed.stream().map(begun::contains).toArray(Boolean[]::new)
                }))
        .replaceWithVoid();
  }

  Uni<Void> handOut(
      SqlClient client,
      Queue queue,
      UUID subject,
      UUID lease,
      @Nullable UUID contactPoint,
      String language) {
    return client
        .preparedQuery(HAND_OUT)
        .execute(one(queue, subject, lease).addUUID(contactPoint).addString(language))
        .replaceWithVoid();
  }

  Uni<Void> go(SqlClient client, Queue queue, Map<UUID, Claim.Claimed> byParcel) {
    List<Map.Entry<UUID, Claim.Claimed>> all = List.copyOf(byParcel.entrySet());
    return client
        .preparedQuery(GO)
        .execute(
            Tuple.of(
                queue.campaign(),
                queue.channel().slug(),
                all.stream().map(one -> (short) one.getValue().bucket()).toArray(Short[]::new),
                all.stream().map(one -> one.getValue().subjectId()).toArray(UUID[]::new),
                all.stream().map(Map.Entry::getKey).toArray(UUID[]::new)))
        .replaceWithVoid();
  }

  Uni<Optional<Held>> held(SqlClient client, Queue queue, UUID subject, UUID lease, Instant now) {
    return client
        .preparedQuery(HELD)
        .execute(one(queue, subject, lease).addOffsetDateTime(time(now)))
        .map(rows -> list(rows, row -> held(row, queue, subject, lease)).stream().findFirst());
  }

  private static Held held(Row row, Queue queue, UUID subject, UUID lease) {
    Claim.Claimed delivery =
        new Claim.Claimed(
            Bucket.of(subject),
            subject,
            queue.channel(),
            row.getInteger("attempt"),
            row.getInteger("doubts"));
    Claim claim =
        new Claim(
            queue.campaign(),
            queue.channel(),
            lease,
            row.getOffsetDateTime("due_at").toInstant(),
            List.of(delivery),
            Map.of());
    return new Held(claim, row.getString("language"), row.getUUID("contact_point_id"));
  }

  private static Tuple one(Queue queue, UUID subject, UUID lease) {
    return Tuple.from(
        new ArrayList<Object>(
            List.of(Bucket.of(subject), queue.campaign(), subject, queue.channel().slug(), lease)));
  }

  Uni<Waiting> waiting(SqlClient client, Queue queue, Instant now) {
    return client
        .preparedQuery(WAITING)
        .execute(Tuple.of(queue.campaign(), queue.channel().slug(), time(now)))
        .map(rows -> rows.iterator().next())
        .map(row -> new Waiting(row.getLong("waiting"), row.getLong("due")));
  }

  /** Buckets before deliveries before tallies: in this order everybody locks. */
  Uni<Void> lockBuckets(SqlConnection tx, UUID campaign, List<Integer> buckets) {
    return tx.preparedQuery(LOCK_BUCKETS)
        .execute(Tuple.of(campaign, shorts(buckets)))
        .replaceWithVoid();
  }

  /** By whoever holds their locks, and so sees what others have committed. */
  Uni<Void> closeBuckets(SqlConnection tx, Queue queue, List<Integer> buckets) {
    return tx.preparedQuery(CLOSE_BUCKETS)
        .execute(Tuple.of(queue.campaign(), shorts(buckets), queue.channel().slug()))
        .replaceWithVoid();
  }

  /** The same for every channel, by whoever may have planned another one. */
  Uni<Void> closeBuckets(SqlConnection tx, UUID campaign, List<Integer> buckets) {
    return tx.preparedQuery(CLOSE_BUCKETS)
        .execute(Tuple.of(campaign, shorts(buckets), null))
        .replaceWithVoid();
  }
}
