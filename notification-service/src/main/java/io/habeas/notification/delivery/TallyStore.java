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

  /** Primary keys of both: some dozens of rows, however large the campaign is. */
  private static final String COUNTS =
      """
      select state as fact, sum(n)::float8 as n from campaign_tally where campaign_id = $1 group by state
      union all
      select 'lately', coalesce(sum(n * case when minute > $2 then 1 else $4::float8 end), 0)::float8
      from campaign_pace where campaign_id = $1 and minute >= $3
      """;

  private static final String TOLD =
      """
      select count(*) filter (where state = 'accepted' and accepted_at <= $2) as in_time,
             count(*) filter (where state = 'accepted' and accepted_at > $2) as late,
             max(accepted_at) filter (where state = 'accepted') as last_at,
             count(*) filter (where state in ('bounced', 'unreachable')) as failing,
             count(*) filter (where state in ('planned', 'sending', 'deferred', 'in-doubt')) as waiting
      from delivery where campaign_id = $1
      """;

  private static final String UNTOLD =
      """
      select subject_id from delivery
      where campaign_id = $1 and state <> 'suppressed' and (state <> 'accepted' or accepted_at > $2)
      order by bucket, subject_id limit 20
      """;

  /** Index delivery_of_subject. */
  private static final String OF_SUBJECT =
      """
      select campaign_id, state, language, accepted_at, entry_id from delivery
      where bucket = $1 and subject_id = $2
      """;

  /**
   * Counts as they are kept. Of the minute in which {@code lately} lies, its later part is taken to
   * have had its share.
   */
  Uni<Counts> counts(SqlClient client, UUID campaign, Instant lately) {
    Instant minute = lately.truncatedTo(ChronoUnit.MINUTES);
    double share = 1 - Duration.between(minute, lately).toMillis() / (double) MINUTE.toMillis();
    return client
        .preparedQuery(COUNTS)
        .execute(Tuple.of(campaign, time(lately), time(minute), share))
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
                            DeliveryState.of(row.getString("state")),
                            row.getString("language"),
                            instant(row, "accepted_at"),
                            row.getUUID("entry_id"))));
  }

  private static Counts counts(RowSet<Row> rows) {
    Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state : DeliveryState.values()) {
      byState.put(state, 0L);
    }
    long doubted = 0;
    long lately = 0;
    for (Row row : rows) {
      long n = Math.round(row.getDouble("n"));
      switch (row.getString("fact")) {
        case "doubted" -> doubted = n;
        case "lately" -> lately = n;
        case String state -> byState.put(DeliveryState.of(state), n);
      }
    }
    return new Counts(byState, doubted, lately);
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
