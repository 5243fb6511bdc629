package io.habeas.notification.message;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Looks after what nobody looked after: tells how much waits, and lets go of old secrets. */
@Singleton
public class Care {
  private static final String ACTOR = "notification-service";

  private final Pool pool;
  private final Ledger ledger;
  private final SecurityClock clock;
  private final MessagesConfig config;
  private final MessageStore store = new MessageStore();
  private final AtomicLong quarantined = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();

  Care(Pool pool, Ledger ledger, SecurityClock clock, MessagesConfig config, MeterRegistry meters) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
    this.config = config;
    meters.gauge("habeas.messages.quarantined", quarantined);
    meters.gauge("habeas.messages.waiting", waiting);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return store
        .counts(pool)
        .invoke(
            counts -> {
              quarantined.set(sum(counts, true));
              waiting.set(sum(counts, false));
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  /** Drops what waited for a decision longer than its sealed part may be kept. */
  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> expire() {
    return pool.withTransaction(
        tx ->
            store
                .expire(tx, clock.now().minus(config.sealedFor()), clock.now())
                .chain(
                    dropped -> ledger.appendAll(tx, dropped.stream().map(Care::entry).toList())));
  }

  private static Entry entry(Message message) {
    return new Entry(
        "message.dropped",
        ACTOR,
        message.subjectId(),
        Map.of(
            "message", message.id(), "template", message.template(), "reason", "content-expired"));
  }

  private static long sum(List<MessageCounts.Count> counts, boolean isQuarantined) {
    return counts.stream()
        .filter(each -> (each.state() == MessageState.QUARANTINED) == isQuarantined)
        .mapToLong(MessageCounts.Count::messages)
        .sum();
  }
}
