package io.habeas.notification.supplement;

import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of supplements. */
final class SupplementStore {
  private static final String ADD =
      """
      insert into supplement (bucket, subject_id, item_id, category, source, collected_at, due_at)
      select $1, $2, $3, $4, $5, $6, $7
      where not exists
        (select from membership where bucket = $1 and subject_id = $2 and erased_at is not null)
      on conflict do nothing
      """;

  /** By supplement_due, a partition at a time. */
  private static final String DUE =
      """
      select subject_id from supplement where message_id is null and due_at <= $1
      group by subject_id limit $2
      """;

  /** By supplement_untold; of two that tell at once, one waits here and finds nothing then. */
  private static final String UNTOLD =
      """
      select subject_id, item_id, category, source, collected_at from supplement
      where bucket = $1 and subject_id = $2 and message_id is null
      order by item_id for update
      """;

  private static final String TOLD =
      """
      update supplement set message_id = $3, told_at = $4
      where bucket = $1 and subject_id = $2 and message_id is null
      """;

  /**
   * By supplement_untold and, for each, the deliveries' primary key: a mailing is about to reach
   * them, or has since.
   */
  private static final String BRING_FORWARD =
      """
      update supplement s set due_at = $1
      where s.message_id is null and s.due_at > $1 and exists
        (select from delivery d
         where d.bucket = s.bucket and d.campaign_id = any(array(select id from campaign))
           and d.subject_id = s.subject_id
           and (d.state in ('planned', 'deferred', 'in-doubt')
                or d.accepted_at > s.collected_at))
      """;

  private static final String FORGET =
      "delete from supplement where bucket = $1 and subject_id = $2";

  Uni<Void> add(SqlConnection tx, Supplement supplement, Instant dueAt) {
    return tx.preparedQuery(ADD)
        .execute(
            Tuple.of(
                    Bucket.of(supplement.subjectId()),
                    supplement.subjectId(),
                    supplement.itemId(),
                    supplement.category(),
                    supplement.source(),
                    supplement.collectedAt().atOffset(ZoneOffset.UTC))
                .addValue(dueAt.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<List<UUID>> due(SqlClient client, Instant now, int most) {
    return client
        .preparedQuery(DUE)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), most))
        .map(
            rows -> {
              List<UUID> subjects = new ArrayList<>(rows.size());
              rows.forEach(row -> subjects.add(row.getUUID("subject_id")));
              return subjects;
            });
  }

  Uni<List<Supplement>> untold(SqlConnection tx, UUID subject) {
    return tx.preparedQuery(UNTOLD)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .map(
            rows -> {
              List<Supplement> untold = new ArrayList<>(rows.size());
              rows.forEach(row -> untold.add(supplement(row)));
              return untold;
            });
  }

  Uni<Void> told(SqlConnection tx, UUID subject, UUID message, Instant now) {
    return tx.preparedQuery(TOLD)
        .execute(Tuple.of(Bucket.of(subject), subject, message, now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> bringForward(SqlClient client, Instant now) {
    return client
        .preparedQuery(BRING_FORWARD)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> forget(SqlConnection tx, UUID subject) {
    return tx.preparedQuery(FORGET)
        .execute(Tuple.of(Bucket.of(subject), subject))
        .replaceWithVoid();
  }

  private static Supplement supplement(Row row) {
    return new Supplement(
        row.getUUID("subject_id"),
        row.getUUID("item_id"),
        row.getString("category"),
        row.getString("source"),
        row.getOffsetDateTime("collected_at").toInstant());
  }
}
