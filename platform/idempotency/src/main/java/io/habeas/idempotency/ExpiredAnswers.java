package io.habeas.idempotency;

import io.habeas.clock.SecurityClock;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Drops kept answers whose day is over. Any replica may do it; deleting twice does nothing. */
@ApplicationScoped
class ExpiredAnswers {

  private final Pool pool;
  private final SecurityClock clock;

  @Inject
  ExpiredAnswers(Pool pool, SecurityClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Scheduled(
      every = "10m",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> drop() {
    return pool.withTransaction(tx -> IdempotencyStore.dropExpired(tx, clock.now()))
        .replaceWithVoid();
  }
}
