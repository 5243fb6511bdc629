package io.habeas.notification.reachability;

import com.github.f4b6a3.uuid.UuidCreator;
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

/** The rows of what is to be told. */
final class ReachabilityStore {
  private static final String INSERT =
      """
      insert into reachability_report (id, subject_id, contact_point_id, state, at, due_at)
      values ($1, $2, $3, $4, $5, $6)
      """;

  /** Index reachability_report_due. What is refused waits longer each time, up to an hour. */
  private static final String CLAIM =
      """
      update reachability_report r
      set due_at = $2::timestamptz + least(r.attempts, 59) * interval '1 minute', attempts = r.attempts + 1
      from (
        select id from reachability_report where due_at <= $1
        order by due_at limit $3 for update skip locked) c
      where r.id = c.id
      returning r.id, r.subject_id, r.contact_point_id, r.state, r.at
      """;

  private static final String DELETE = "delete from reachability_report where id = any($1)";

  /** A report and the row that it is in. */
  record Queued(UUID id, ReachabilityClient.ContactPoint contactPoint) {}

  Uni<Void> insert(
      SqlConnection tx, UUID subject, UUID contactPoint, String state, Instant at, Instant due) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.of(
                UuidCreator.getTimeOrderedEpoch(),
                subject,
                contactPoint,
                state,
                at.atOffset(ZoneOffset.UTC),
                due.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<List<Queued>> claim(SqlClient client, Instant now, Instant until, int limit) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows -> {
              List<Queued> claimed = new ArrayList<>(rows.size());
              rows.forEach(row -> claimed.add(queued(row)));
              return claimed;
            });
  }

  Uni<Void> delete(SqlClient client, List<UUID> ids) {
    return client
        .preparedQuery(DELETE)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .replaceWithVoid();
  }

  private static Queued queued(Row row) {
    return new Queued(
        row.getUUID("id"),
        new ReachabilityClient.ContactPoint(
            row.getUUID("subject_id"),
            row.getUUID("contact_point_id"),
            row.getString("state"),
            row.getOffsetDateTime("at").toInstant()));
  }
}
