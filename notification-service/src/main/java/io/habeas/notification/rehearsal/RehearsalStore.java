package io.habeas.notification.rehearsal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
import org.jspecify.annotations.Nullable;

/** The rows of test sends and of dry runs. */
final class RehearsalStore {
  /** One at a time for an actor, or two at once would both be within the limit. */
  private static final String QUEUE = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

  /** Index test_send_of_actor. */
  private static final String TESTS_SINCE =
      """
      select coalesce(sum(letters), 0)::bigint as n from test_send
      where actor = $1 and sent_at > $2
      """;

  private static final String TEST =
      """
      insert into test_send (id, version_id, actor, sent_at, letters) values ($1, $2, $3, $4, $5)
      """;

  private static final String TESTED = "update test_send set accepted = $2 where id = $1";

  private static final String START =
      """
      insert into dry_run (id, version_id, actor, started_at, result) values ($1, $2, $3, $4, $5)
      """;

  /** Index dry_run_of_version. */
  private static final String NEWEST =
      "select * from dry_run where version_id = $1 order by started_at desc, id desc limit 10";

  /** Index dry_run_open. */
  private static final String CLAIM =
      """
      update dry_run set lease = $2
      where id = (
        select id from dry_run where finished_at is null and (lease is null or lease < $1)
        order by started_at limit 1 for update skip locked)
      returning *
      """;

  /** What was read under a lease that was lost is read by another, and counted once. */
  private static final String ADVANCE =
      """
      update dry_run set next_bucket = $3, result = $4, finished_at = $5, lease = $6
      where id = $1 and next_bucket = $2
      """;

  /** A dry run as it stands. */
  record Run(
      UUID id,
      UUID versionId,
      Instant startedAt,
      @Nullable Instant finishedAt,
      int nextBucket,
      Tally tally) {}

  Uni<Long> testsSince(SqlConnection tx, String actor, Instant since) {
    return tx.preparedQuery(QUEUE)
        .execute(Tuple.of("test-sends " + actor))
        .chain(() -> tx.preparedQuery(TESTS_SINCE).execute(Tuple.of(actor, time(since))))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  Uni<Void> test(SqlConnection tx, UUID id, UUID version, String actor, Instant at, int letters) {
    return tx.preparedQuery(TEST)
        .execute(Tuple.of(id, version, actor, time(at), letters))
        .replaceWithVoid();
  }

  Uni<Void> tested(SqlClient client, UUID id, int accepted) {
    return client.preparedQuery(TESTED).execute(Tuple.of(id, accepted)).replaceWithVoid();
  }

  Uni<Void> start(SqlConnection tx, UUID id, UUID version, String actor, Instant at) {
    return tx.preparedQuery(START)
        .execute(Tuple.of(id, version, actor, time(at), new JsonObject(new Tally().toJson())))
        .replaceWithVoid();
  }

  Uni<List<Run>> newest(SqlClient client, UUID version) {
    return client.preparedQuery(NEWEST).execute(Tuple.of(version)).map(RehearsalStore::all);
  }

  Uni<@Nullable Run> claim(SqlClient client, Instant now, Instant until) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(time(now), time(until)))
        .map(RehearsalStore::first);
  }

  Uni<Boolean> advance(
      SqlClient client, Run run, Tally tally, @Nullable Instant finished, Instant lease) {
    return client
        .preparedQuery(ADVANCE)
        .execute(
            Tuple.of(
                run.id(),
                run.nextBucket(),
                run.nextBucket() + 1,
                new JsonObject(tally.toJson()),
                finished == null ? null : time(finished),
                finished == null ? time(lease) : null))
        .map(rows -> rows.rowCount() > 0);
  }

  private static @Nullable Run first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : run(rows.iterator().next());
  }

  private static List<Run> all(RowSet<Row> rows) {
    List<Run> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(run(row)));
    return all;
  }

  private static Run run(Row row) {
    OffsetDateTime finished = row.getOffsetDateTime("finished_at");
    return new Run(
        row.getUUID("id"),
        row.getUUID("version_id"),
        row.getOffsetDateTime("started_at").toInstant(),
        finished == null ? null : finished.toInstant(),
        row.getInteger("next_bucket"),
        Tally.of(row.getJsonObject("result").encode()));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
