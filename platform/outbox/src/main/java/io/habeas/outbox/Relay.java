package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Delivers what the outbox holds. Rows are leased, so any number of replicas may run and a killed
 * one's rows come back when the lease ends; a delivery may happen twice, never not at all.
 */
@ApplicationScoped
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int AT_ONCE = 32;

  private final Pool pool;
  private final Delivery delivery;
  private final SecurityClock clock;
  private final OutboxConfig config;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();

  @Inject
  Relay(
      Pool pool,
      Delivery delivery,
      SecurityClock clock,
      OutboxConfig config,
      MeterRegistry meters) {
    this.pool = pool;
    this.delivery = delivery;
    this.clock = clock;
    this.config = config;
    meters.gauge("habeas.outbox.waiting", waiting);
    meters.gauge("habeas.outbox.dead", dead);
  }

  @Scheduled(
      every = "${habeas.outbox.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> relay() {
    return relayAll().onFailure().invoke(Relay::warn).onFailure().recoverWithNull();
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return OutboxStore.depth(pool)
        .invoke(
            depth -> {
              waiting.set(depth.waiting());
              dead.set(depth.dead());
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  /** Delivers batch after batch until nothing is due. */
  Uni<Void> relayAll() {
    return relayBatch().chain(count -> count == 0 ? Uni.createFrom().voidItem() : relayAll());
  }

  private Uni<Integer> relayBatch() {
    return OutboxStore.claim(pool, clock.now(), config.lease(), config.batch())
        .chain(
            claimed ->
                Multi.createFrom()
                    .iterable(claimed)
                    .onItem()
                    .transformToUni(this::deliver)
                    .merge(AT_ONCE)
                    .collect()
                    .asList()
                    .chain(this::forgetDelivered)
                    .replaceWith(claimed.size()));
  }

  private Uni<Void> forgetDelivered(List<UUID> outcomes) {
    List<UUID> ids = outcomes.stream().filter(id -> !id.equals(NOT_DELIVERED)).toList();
    return ids.isEmpty() ? Uni.createFrom().voidItem() : OutboxStore.delivered(pool, ids);
  }

  /** The row's id when it was delivered, {@link #NOT_DELIVERED} when it stays. */
  private Uni<UUID> deliver(OutboxStore.Claimed claimed) {
    return delivery
        .deliver(claimed.target(), claimed.body())
        .replaceWith(claimed.id())
        .onFailure()
        .recoverWithUni(cause -> keep(claimed, cause).replaceWith(NOT_DELIVERED));
  }

  private static final UUID NOT_DELIVERED = new UUID(0, 0);

  private Uni<Void> keep(OutboxStore.Claimed claimed, Throwable cause) {
    String error = String.valueOf(cause.getMessage());
    Instant now = clock.now();
    if (claimed.attempt() < config.attempts()) {
      return OutboxStore.again(pool, claimed.id(), now.plus(waitAfter(claimed.attempt())), error);
    }
    LOG.errorf("dead letter %s for %s: %s", claimed.id(), claimed.target(), error);
    return OutboxStore.dead(pool, claimed.id(), now, error);
  }

  Duration waitAfter(int attempt) {
    Duration wait = config.backOff().multipliedBy(1L << Math.min(attempt - 1, 30));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static void warn(Throwable cause) {
    LOG.warnf("the outbox waits: %s", cause.getClass().getName());
  }
}
