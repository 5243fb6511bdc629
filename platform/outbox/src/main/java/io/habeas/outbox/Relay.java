package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Delivers what the outbox holds, to each target on its own. Rows are leased, so any number of
 * replicas may run and a killed one's rows come back when the lease ends; a delivery may happen
 * twice, never not at all.
 */
@ApplicationScoped
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final Pool pool;
  private final List<TargetRelay> targets;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();

  @Inject
  Relay(
      Pool pool,
      Delivery delivery,
      SecurityClock clock,
      OutboxConfig config,
      BulkTraffic traffic,
      MeterRegistry meters) {
    this.pool = pool;
    requireRoutesLeadSomewhere(config);
    this.targets =
        config.targets().entrySet().stream()
            .map(
                known ->
                    new TargetRelay(
                        known.getKey(),
                        known.getValue().url(),
                        pool,
                        delivery,
                        clock,
                        config,
                        traffic))
            .toList();
    meters.gauge("habeas.outbox.waiting", waiting);
    meters.gauge("habeas.outbox.dead", dead);
  }

  @Scheduled(
      every = "${habeas.outbox.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> relay() {
    targets.forEach(target -> target.run().subscribe().with(done -> {}, cause -> warn(cause)));
    return Uni.createFrom().voidItem();
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

  /** Removes what a crash between a delivery's end and its event's has left. */
  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return OutboxStore.sweep(pool).onFailure().invoke(Relay::warn).onFailure().recoverWithNull();
  }

  /** Delivers to every target until nothing is due. */
  Uni<Void> relayAll() {
    return Uni.join()
        .all(targets.stream().map(TargetRelay::run).toList())
        .andFailFast()
        .replaceWithVoid();
  }

  private static void requireRoutesLeadSomewhere(OutboxConfig config) {
    config.routes().values().stream()
        .flatMap(Set::stream)
        .filter(target -> !config.targets().containsKey(target))
        .findAny()
        .ifPresent(
            target -> {
              throw new IllegalStateException(
                  "habeas.outbox.targets." + target + ".url is missing, and events are for it");
            });
  }

  private static void warn(Throwable cause) {
    LOG.warnf("the outbox waits: %s", cause.getClass().getName());
  }
}
