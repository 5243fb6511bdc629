package io.habeas.refusal;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Writes refusals into the ledger. */
@ApplicationScoped
class RefusalLog {

  private static final Logger LOG = Logger.getLogger(RefusalLog.class);
  private static final String ACTION = "access.refused";

  /** How long an answer waits for its record. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Pool pool;
  private final Ledger ledger;
  private final SecurityClock clock;
  private final Windows windows = new Windows();

  @Inject
  RefusalLog(Pool pool, Ledger ledger, SecurityClock clock) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Never fails: a refusal stands, recorded or not. */
  Uni<Void> record(Refusal refusal) {
    return windows.isFirst(refusal, clock.now())
        ? write(List.of(entry(refusal)))
        : Uni.createFrom().voidItem();
  }

  @Scheduled(every = "20s", delayed = "20s")
  Uni<Void> writeRepeated() {
    return writeRepeated(clock.now().minus(Windows.LENGTH));
  }

  Uni<Void> writeRepeated(Instant openedBefore) {
    List<Entry> entries = windows.close(openedBefore).stream().map(RefusalLog::entry).toList();
    return entries.isEmpty() ? Uni.createFrom().voidItem() : write(entries);
  }

  private Uni<Void> write(List<Entry> entries) {
    return pool.withTransaction(tx -> ledger.appendAll(tx, entries))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(cause -> LOG.errorf("refusals are not recorded: %s", cause.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }

  private static Entry entry(Refusal refusal) {
    Map<String, Object> details = new TreeMap<>();
    details.put("operation", refusal.operation());
    details.put("rule", refusal.rule());
    if (refusal.purpose() != null) {
      details.put("purpose", refusal.purpose());
    }
    return new Entry(ACTION, refusal.actor(), refusal.subjectId(), details);
  }

  private static Entry entry(Windows.Repeated repeated) {
    return new Entry(
        ACTION,
        repeated.actor(),
        null,
        Map.of(
            "operation", repeated.operation(),
            "rule", repeated.rule(),
            "times", repeated.times()));
  }
}
