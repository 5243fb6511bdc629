package io.habeas.notification.delivery;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of deliveries: how many, who, and one subject's own. Changes nothing. */
final class TallyStore {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** Marks a count of what another channel took over. */
  private static final String FOLLOWED = "-followed";

  /**
   * Primary keys of the tallies, index delivery_claim_of_queue: some dozens of rows, however large
   * the campaign is.
   */
  private static final String COUNTS =
      """
      select channel, state as fact, sum(n)::float8 as n from campaign_tally
      where campaign_id = $1 group by channel, state
      union all
      select null, 'lately', coalesce(sum(n * case when minute > $2 then 1 else $4::float8 end), 0)::float8
      from campaign_pace where campaign_id = $1 and minute >= $3
      union all
      select null, 'pace', coalesce(sum(n) / greatest(60, extract(epoch from $6::timestamptz - min(minute))), 0)::float8
      from campaign_pace where campaign_id = $1 and minute >= $5
      union all
      select channel, 'held', sum(cardinality(subjects))::float8
      from delivery_claim where campaign_id = $1 group by channel
      """;

  /** Whoever was told by any channel is told; of the others, whoever waits in one waits. */
  private static final String TOLD =
      """
      select count(*) filter (where told_at <= $2) as in_time,
             count(*) filter (where told_at > $2) as late,
             max(told_at) as last_at,
             count(*) filter (where told_at is null and failing and not waiting) as failing,
             count(*) filter (where told_at is null and waiting) as waiting
      from (
        select min(accepted_at) filter (where state = 'accepted') as told_at,
               bool_or(state in ('bounced', 'unreachable')) as failing,
               bool_or(state in ('planned', 'deferred', 'in-doubt')) as waiting
        from delivery where campaign_id = $1
        group by bucket, subject_id) as people
      """;

  private static final String UNTOLD =
      """
      select d.subject_id from delivery d
      where d.campaign_id = $1 and d.state <> 'suppressed' and d.followed_by is null
        and (d.state <> 'accepted' or d.accepted_at > $2)
        and not exists (
          select from delivery o
          where o.bucket = d.bucket and o.campaign_id = $1 and o.subject_id = d.subject_id
            and o.state = 'accepted' and o.accepted_at <= $2)
      order by d.bucket, d.subject_id limit 20
      """;

  /** Index delivery_due, twice a bucket that is open: its end, and what lies after a moment. */
  private static final String ATTEMPTS =
      """
      select max(o.last_due) as last_due, coalesce(sum(o.after), 0)::bigint as after
      from campaign_bucket b cross join lateral (
        select
          (select d.due_at from delivery d
           where d.campaign_id = b.campaign_id and d.channel = b.channel and d.bucket = b.bucket
             and d.due_at is not null
           order by d.due_at desc limit 1) as last_due,
          (select count(*) from delivery d
           where d.campaign_id = b.campaign_id and d.channel = b.channel and d.bucket = b.bucket
             and d.due_at > $2) as after) o
      where b.campaign_id = $1 and not b.settled
      """;

  /** Some rows a minute of sending, of all campaigns. */
  private static final String BEST_PACE =
      """
      select coalesce(max(n), 0)::float8 / 60 as pace
      from (select sum(n) as n from campaign_pace group by minute) as minutes
      """;

  /** Index delivery_covered, from a place in it. */
  private static final String COVERED =
      """
      select d.subject_id, d.channel, d.state, d.reason, d.bounced_at from delivery d
      where d.campaign_id = $1 and d.covered
        and (d.bucket, d.subject_id) > ($2::smallint, $3::uuid)
        and not exists (
          select from delivery o
          where o.bucket = d.bucket and o.campaign_id = $1 and o.subject_id = d.subject_id
            and o.state = 'accepted')
      order by d.bucket, d.subject_id limit $4
      """;

  private static final UUID FIRST = new UUID(0, 0);

  /** Index delivery_report_of_subject. */
  private static final String REPORTS_OF_SUBJECT =
      """
      select campaign_id, channel, kind, status, reported_at from delivery_report
      where bucket = $1 and subject_id = $2 order by id desc limit 500
      """;

  /** Primary key, once a campaign, and delivery_claim_of_queue for whoever holds it. */
  private static final String OF_SUBJECT =
      """
      select d.*, exists (
          select from delivery_claim k
          where k.campaign_id = d.campaign_id and k.channel = d.channel
            and d.bucket = any(k.buckets) and d.subject_id = any(k.subjects)
            and d.state = 'planned') as held
      from delivery d
      where bucket = $1 and campaign_id = any(array(select id from campaign)) and subject_id = $2
      order by campaign_id, planned_at nulls first
      """;

  /**
   * Counts as they are kept. Of the minute in which {@code lately} lies, its later part is taken to
   * have had its share.
   */
  Uni<Counts> counts(SqlClient client, UUID campaign, Instant lately) {
    Instant minute = lately.truncatedTo(ChronoUnit.MINUTES);
    Instant now = lately.plus(MINUTE);
    double share = 1 - Duration.between(minute, lately).toMillis() / (double) MINUTE.toMillis();
    return client
        .preparedQuery(COUNTS)
        .execute(
            Tuple.of(
                campaign,
                time(lately),
                time(minute),
                share,
                time(now.minus(FIVE_MINUTES)),
                time(now)))
        .map(TallyStore::counts);
  }

  Uni<Told> told(SqlClient client, UUID campaign, Instant cutOff) {
    return client
        .preparedQuery(TOLD)
        .execute(Tuple.of(campaign, time(cutOff)))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Told(
                    row.getLong("in_time"),
                    row.getLong("late"),
                    instant(row, "last_at"),
                    row.getLong("failing"),
                    row.getLong("waiting")));
  }

  Uni<List<UUID>> untold(SqlClient client, UUID campaign, Instant cutOff) {
    return client
        .preparedQuery(UNTOLD)
        .execute(Tuple.of(campaign, time(cutOff)))
        .map(rows -> DeliveryStore.list(rows, row -> row.getUUID("subject_id")));
  }

  Uni<Double> bestPace(SqlClient client) {
    return client
        .preparedQuery(BEST_PACE)
        .execute()
        .map(rows -> rows.iterator().next().getDouble("pace"));
  }

  Uni<Attempts> attempts(SqlClient client, UUID campaign, Instant moment) {
    return client
        .preparedQuery(ATTEMPTS)
        .execute(Tuple.of(campaign, time(moment)))
        .map(rows -> rows.iterator().next())
        .map(row -> new Attempts(instant(row, "last_due"), row.getLong("after")));
  }

  Uni<List<Reported>> reportsOfSubject(SqlClient client, UUID subject) {
    return client
        .preparedQuery(REPORTS_OF_SUBJECT)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(
            rows ->
                DeliveryStore.list(
                    rows,
                    row ->
                        new Reported(
                            row.getUUID("campaign_id"),
                            Channel.of(row.getString("channel")),
                            row.getString("kind"),
                            row.getString("status"),
                            row.getOffsetDateTime("reported_at").toInstant())));
  }

  Uni<List<Covered>> covered(SqlClient client, UUID campaign, @Nullable UUID after, int limit) {
    return client
        .preparedQuery(COVERED)
        .execute(
            Tuple.of(
                campaign,
                after == null ? -1 : Bucket.of(after),
                after == null ? FIRST : after,
                limit))
        .map(
            rows ->
                DeliveryStore.list(
                    rows,
                    row ->
                        new Covered(
                            row.getUUID("subject_id"),
                            Channel.of(row.getString("channel")),
                            DeliveryState.of(row.getString("state")),
                            row.getString("reason"),
                            instant(row, "bounced_at"))));
  }

  Uni<List<SubjectDelivery>> ofSubject(SqlClient client, UUID subject) {
    return client
        .preparedQuery(OF_SUBJECT)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(
            rows ->
                DeliveryStore.list(
                    rows,
                    row ->
                        new SubjectDelivery(
                            row.getUUID("campaign_id"),
                            Channel.of(row.getString("channel")),
                            row.getBoolean("held")
                                ? DeliveryState.SENDING
                                : DeliveryState.of(row.getString("state")),
                            row.getInteger("attempt") + (row.getBoolean("held") ? 1 : 0),
                            row.getString("reason"),
                            row.getString("language"),
                            answer(row),
                            new SubjectDelivery.Times(
                                instant(row, "planned_at"),
                                instant(row, "due_at"),
                                instant(row, "accepted_at"),
                                instant(row, "bounced_at")),
                            followedBy(row),
                            row.getUUID("entry_id"),
                            row.getUUID("bounce_entry_id"))));
  }

  private static @Nullable RelayAnswer answer(Row row) {
    Integer code = row.getInteger("relay_code");
    return code == null ? null : new RelayAnswer(code, row.getString("relay_status"));
  }

  private static @Nullable Channel followedBy(Row row) {
    String channel = row.getString("followed_by");
    return channel == null ? null : Channel.of(channel);
  }

  private static Counts counts(RowSet<Row> rows) {
    Map<DeliveryState, Long> byState = Counts.none();
    Map<Channel, Map<DeliveryState, Long>> byChannel = new EnumMap<>(Channel.class);
    Map<Channel, Long> held = new EnumMap<>(Channel.class);
    long doubted = 0;
    long lateBounces = 0;
    long complaints = 0;
    long lately = 0;
    double pace = 0;
    for (Row row : rows) {
      double figure = row.getDouble("n");
      long n = Math.round(figure);
      switch (row.getString("fact")) {
        case "doubted" -> doubted += n;
        case "held" -> held.merge(Channel.of(row.getString("channel")), n, Long::sum);
        case "lately" -> lately = n;
        case "pace" -> pace = figure;
        case "late-bounce" -> lateBounces += n;
        case "complaint" -> complaints += n;
        case String fact -> {
          DeliveryState state = DeliveryState.of(fact.replace(FOLLOWED, ""));
          byChannel
              .computeIfAbsent(Channel.of(row.getString("channel")), _ -> Counts.none())
              .merge(state, n, Long::sum);
          if (!fact.endsWith(FOLLOWED)) {
            byState.merge(state, n, Long::sum);
          }
        }
      }
    }
    held.forEach((channel, n) -> markHeld(byState, byChannel.get(channel), n));
    return new Counts(byState, byChannel, doubted, lateBounces, complaints, lately, pace);
  }

  /** What is in somebody's hands is planned in its row; some of it may be settled by others. */
  private static void markHeld(
      Map<DeliveryState, Long> all, @Nullable Map<DeliveryState, Long> channel, long held) {
    if (channel != null) {
      long sending = Math.min(held, channel.getOrDefault(DeliveryState.PLANNED, 0L));
      for (Map<DeliveryState, Long> counts : List.of(all, channel)) {
        counts.merge(DeliveryState.PLANNED, -sending, Long::sum);
        counts.merge(DeliveryState.SENDING, sending, Long::sum);
      }
    }
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
