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
import java.util.Arrays;
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

  /**
   * First what waited and is due, by index delivery_due; then those who were never claimed, by the
   * primary key from where the bucket's last claim ended. The rows of the latter are not touched:
   * the place moves on, and who holds them is in the claim.
   */
  private static final String CLAIM =
      """
      with due as (
        update delivery d set state = 'planned', due_at = null
        from (
          select bucket, subject_id from delivery
          where campaign_id = $1 and channel = $2 and bucket = any($3::smallint[])
            and due_at <= $4
          order by bucket, due_at limit $7
          for update skip locked) w
        where d.campaign_id = $1 and d.channel = $2 and d.bucket = w.bucket
          and d.subject_id = w.subject_id
        returning d.bucket, d.subject_id, d.attempt, d.doubts),
      fresh as materialized (
        select b.bucket, d.subject_id, d.attempt, d.doubts
        from campaign_bucket b cross join lateral (
          select subject_id, attempt, doubts from delivery
          where bucket = b.bucket and campaign_id = $1 and channel = $2
            and subject_id > coalesce(b.claimed_to, '00000000-0000-0000-0000-000000000000')
            and state = 'planned' and due_at is null
          order by subject_id limit $7) d
        where b.campaign_id = $1 and b.channel = $2 and b.bucket = any($3::smallint[]) and b.fresh
        order by b.bucket, d.subject_id limit $7 - (select count(*) from due)),
      places as materialized (
        select bucket, (array_agg(subject_id order by subject_id desc))[1] as last
        from fresh group by bucket),
      moved as (
        update campaign_bucket b set claimed_to = p.last from places p
        where b.campaign_id = $1 and b.channel = $2 and b.bucket = p.bucket),
      taken as (select * from due union all select * from fresh),
      held as (
        insert into delivery_claim (lease, campaign_id, channel, until, buckets, subjects)
        select $5, $1, $2, $6, array_agg(distinct bucket), array_agg(subject_id)
        from taken having count(*) > 0)
      select bucket, subject_id, attempt + 1 as attempt, doubts from taken
      """;

  /** Index delivery_claim_of_queue. */
  private static final String LOST =
      """
      select lease, buckets from delivery_claim
      where campaign_id = $1 and channel = $2 and until <= $3
      order by until limit $4
      """;

  /**
   * All claims that there are, which are few. What was in one may have been had: whoever reads the
   * audience of a correction counts it, and is waited for.
   */
  private static final String LEFT_BEHIND =
      """
      select k.campaign_id, k.channel, k.lease, k.buckets
      from delivery_claim k join campaign c on c.id = k.campaign_id
      where k.until <= $1 and c.state <> 'running'
        and not exists (
          select from campaign n
          where n.version_id = c.version_id and n.id <> c.id and c.state = 'cancelled'
            and n.state <> 'cancelled' and not n.audience_complete)
      order by k.until limit $2
      """;

  /**
   * Primary key of delivery_claim. Whoever ends a claim decides what becomes of all in it; late, if
   * nobody was there before.
   */
  private static final String END =
      "delete from delivery_claim where lease = $1 returning subjects";

  /** The same, of a claim that has ended by itself. */
  private static final String END_LOST =
      "delete from delivery_claim where lease = $1 and until <= $2 returning subjects";

  /** Primary key. What had been begun is in doubt, the rest as if it had never been claimed. */
  private static final String RELEASE =
      """
      update delivery d
      set state = case when r.begun then 'in-doubt' else 'planned' end,
          reason = case when r.begun then 'lost' end,
          doubts = d.doubts + case when r.begun then 1 else 0 end,
          attempt = d.attempt + case when r.begun then 1 else 0 end,
          due_at = $3
      from unnest($4::smallint[], $5::uuid[], $6::boolean[]) as r (bucket, subject_id, begun)
      where d.campaign_id = $1 and d.channel = $2 and d.bucket = r.bucket
        and d.subject_id = r.subject_id and d.state = 'planned' and d.due_at is null
      """;

  /** Primary keys. Where it goes and in which language, while it is on its way. */
  private static final String HAND_OUT =
      """
      update delivery set contact_point_id = $6, language = $7
      where bucket = $1 and campaign_id = $2 and subject_id = $3 and channel = $4
        and exists (select from delivery_claim where lease = $5)
      """;

  /** Primary key. The same at each attempt, so it is written at the first. */
  private static final String GO =
      """
      update delivery d set parcel_id = p.parcel_id
      from unnest($3::smallint[], $4::uuid[], $5::uuid[]) as p (bucket, subject_id, parcel_id)
      where d.campaign_id = $1 and d.channel = $2 and d.bucket = p.bucket
        and d.subject_id = p.subject_id and d.parcel_id is null
      """;

  /** Primary keys. */
  private static final String HELD =
      """
      select d.attempt + 1 as attempt, d.doubts, k.until, d.language, d.contact_point_id
      from delivery_claim k join delivery d on d.subject_id = any(k.subjects)
      where d.bucket = $1 and d.campaign_id = $2 and d.subject_id = $3 and d.channel = $4
        and d.state = 'planned' and d.due_at is null
        and k.lease = $5 and k.until > $6 and k.campaign_id = $2 and k.channel = $4
      """;

  /** The counts that are kept, less what is in somebody's hands or, by delivery_due, too early. */
  private static final String WAITING =
      """
      select
        (select coalesce(sum(n), 0)::bigint from campaign_tally
         where campaign_id = $1 and channel = $2
           and state in ('planned', 'deferred', 'in-doubt')) as waiting,
        (select coalesce(sum(cardinality(subjects)), 0)::bigint from delivery_claim
         where campaign_id = $1 and channel = $2 and until > $3) as held,
        (select count(*) from delivery
         where campaign_id = $1 and channel = $2 and due_at > $3) as later
      """;

  private static final String LOCK_BUCKETS =
      """
      select bucket from campaign_bucket
      where campaign_id = $1 and bucket = any($2::smallint[]) order by bucket, channel for update
      """;

  /**
   * A bucket's next moment is that of whoever waits, by index delivery_due, or when a claim ends by
   * itself. Who is left that was never claimed is looked up in the primary key's order.
   */
  private static final String CLOSE_BUCKETS =
      """
      update campaign_bucket b
      set fresh = m.fresh, settled = not m.fresh and m.due is null,
          next_due = case when m.fresh then b.next_due else coalesce(m.due, b.next_due) end
      from (
        select o.bucket, o.channel,
          o.fresh and (not o.audience_done or (
            select d.subject_id from delivery d
            where d.bucket = o.bucket and d.campaign_id = $1 and d.channel = o.channel
              and d.subject_id > coalesce(o.claimed_to, '00000000-0000-0000-0000-000000000000')
              and d.state = 'planned' and d.due_at is null
            order by d.subject_id limit 1) is not null) as fresh,
          least(
            (select min(d.due_at) from delivery d
             where d.campaign_id = $1 and d.channel = o.channel and d.bucket = o.bucket
               and d.due_at is not null),
            (select min(k.until) from delivery_claim k
             where k.campaign_id = $1 and k.channel = o.channel
               and o.bucket = any(k.buckets))) as due
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
                  queue.channel().slug(),
                  shorts(buckets),
                  time(term.from()),
                  lease,
                  time(term.until()),
                  limit
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

  Uni<List<Claim.Lost>> lost(SqlConnection tx, Queue queue, Instant now, int limit) {
    return tx.preparedQuery(LOST)
        .execute(Tuple.of(queue.campaign(), queue.channel().slug(), time(now), limit))
        .map(rows -> list(rows, ClaimStore::lost));
  }

  /** Those of campaigns that do not run, each as a claim of nothing more. */
  Uni<List<Claim>> leftBehind(SqlClient client, Instant now, int limit) {
    return client
        .preparedQuery(LEFT_BEHIND)
        .execute(Tuple.of(time(now), limit))
        .map(
            rows ->
                list(
                    rows,
                    row ->
                        Claim.none(
                                row.getUUID("campaign_id"),
                                Channel.of(row.getString("channel")),
                                now)
                            .with(lost(row))));
  }

  private static Claim.Lost lost(Row row) {
    return new Claim.Lost(
        row.getUUID("lease"),
        Arrays.stream(row.getArrayOfShorts("buckets")).map(Short::intValue).toList());
  }

  /** Ends a claim; whose deliveries it held, nobody's if it was not held any more. */
  Uni<List<UUID>> end(SqlConnection tx, UUID lease) {
    return subjects(tx, END, Tuple.of(lease));
  }

  /** The same, of a claim that was lost. */
  Uni<List<UUID>> endLost(SqlConnection tx, UUID lease, Instant now) {
    return subjects(tx, END_LOST, Tuple.of(lease, time(now)));
  }

  private static Uni<List<UUID>> subjects(SqlConnection tx, String sql, Tuple claim) {
    return tx.preparedQuery(sql)
        .execute(claim)
        .map(
            rows ->
                rows.size() == 0
                    ? List.of()
                    : List.of(rows.iterator().next().getArrayOfUUIDs("subjects")));
  }

  Uni<Void> release(
      SqlConnection tx, Queue queue, List<UUID> subjects, Set<UUID> begun, Instant now) {
    return tx.preparedQuery(RELEASE)
        .execute(
            Tuple.from(
                new Object[] {
                  queue.campaign(),
                  queue.channel().slug(),
                  time(now),
                  subjects.stream().map(id -> (short) Bucket.of(id)).toArray(Short[]::new),
                  subjects.toArray(UUID[]::new),
                  subjects.stream().map(begun::contains).toArray(Boolean[]::new)
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
            row.getOffsetDateTime("until").toInstant(),
            List.of(delivery),
            List.of());
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
        .map(
            row -> {
              long waiting = row.getLong("waiting");
              long due = waiting - row.getLong("held") - row.getLong("later");
              // Of what somebody holds some may be settled by others meanwhile.
              return new Waiting(waiting, Math.max(0, due));
            });
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
