package io.habeas.database;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;

/**
 * Waits for whoever is writing. A list that must leave nobody out begins with this: what a
 * transaction wrote that had begun before is then in the list, or will never be there.
 */
public final class UnfinishedWrites {

  /** Below the bound on a silent statement and on a request of another service. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  /**
   * An id of its own, since the end of a snapshot is only the one after the last that has ended:
   * whoever still writes may lie behind.
   */
  private static final String NEXT = "select pg_current_xact_id()::text as next";

  private static final String HAVE_ENDED =
      "select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 as ended";

  private UnfinishedWrites() {}

  /** Somebody writes for longer than a request waits. */
  public static final class StillWriting extends FailureException {
    @Serial private static final long serialVersionUID = 1L;

    StillWriting() {
      super(
          Kind.UNAVAILABLE,
          "still-writing",
          "A write that began before has not ended yet",
          "Ask again in some seconds: until it has ended, the answer could leave somebody out.",
          Map.of());
    }
  }

  /**
   * Completes when every transaction of the database server that was writing when it was called has
   * ended, one way or the other; fails with {@link StillWriting} when that takes too long. Outside
   * of a transaction: what is visible in it was decided when it began.
   */
  public static Uni<Void> awaitEnd(SqlClient client) {
    return client
        .preparedQuery(NEXT)
        .execute()
        .map(rows -> rows.iterator().next().getString("next"))
        .chain(
            next ->
                ended(client, next)
                    .onFailure(StillWriting.class)
                    .retry()
                    .withBackOff(FIRST_LOOK, LONGEST_PAUSE)
                    .expireIn(LONGEST_WAIT.toMillis())
                    .onFailure(e -> e.getCause() instanceof StillWriting)
                    .transform(Throwable::getCause));
  }

  private static Uni<Void> ended(SqlClient client, String next) {
    return client
        .preparedQuery(HAVE_ENDED)
        .execute(Tuple.of(next))
        .chain(
            rows ->
                rows.iterator().next().getBoolean("ended")
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new StillWriting()));
  }
}
