package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells one target what waits for it, batch after batch, so that a slow target keeps no other one
 * waiting.
 *
 * <p>A batch that the target refuses is told again in halves, until the event that it cannot apply
 * is alone: that one waits longer each time and becomes a dead letter at last, and only its own
 * subject waits with it. A target that does not answer is no event's fault: everything is given
 * back, the target is left alone for a while, and then asked with one event, two, four, and so on.
 * An event that the target does not survive is so alone at last, and waits while others are told.
 */
final class TargetRelay {

  private static final Logger LOG = Logger.getLogger(TargetRelay.class);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final String target;
  private final URI address;
  private final Pool pool;
  private final Delivery delivery;
  private final SecurityClock clock;
  private final OutboxConfig config;
  private final BulkTraffic traffic;
  private final BackOff waits;
  private final BackOff pauses;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile int troubles;
  private volatile int most;
  private volatile Instant pausedUntil = Instant.MIN;

  TargetRelay(
      String target,
      URI address,
      Pool pool,
      Delivery delivery,
      SecurityClock clock,
      OutboxConfig config,
      BulkTraffic traffic) {
    this.target = target;
    this.address = address;
    this.pool = pool;
    this.delivery = delivery;
    this.clock = clock;
    this.config = config;
    this.traffic = traffic;
    this.most = config.batch();
    this.waits = new BackOff(config.backOff(), LONGEST_WAIT);
    this.pauses = new BackOff(config.backOff(), config.longestPause());
  }

  /** Tells until nothing is due or the target does not answer; nothing where that goes on. */
  Uni<Void> run() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createBy()
        .repeating()
        .uni(this::round)
        .whilst(told -> told > 0)
        .collect()
        .last()
        .replaceWithVoid()
        .eventually(() -> busy.set(false));
  }

  /** One claim, told; answers how many were claimed. */
  private Uni<Integer> round() {
    if (isPaused()) {
      return Uni.createFrom().item(0);
    }
    Instant now = clock.now();
    return OutboxStore.claim(
            pool, target, now, now.plus(config.lease()), most, traffic.lastToTell(now))
        .chain(claimed -> claimed.isEmpty() ? Uni.createFrom().item(0) : tellAll(claimed));
  }

  private Uni<Integer> tellAll(List<Claimed> claimed) {
    return Multi.createFrom()
        .iterable(Claimed.parts(claimed, config.batchBytes().asLongValue()))
        .onItem()
        .transformToUniAndConcatenate(this::tell)
        .collect()
        .last()
        .replaceWith(claimed.size());
  }

  private Uni<Void> tell(List<Claimed> batch) {
    if (isPaused()) {
      return OutboxStore.giveBack(pool, target, batch, clock.now());
    }
    return delivery
        .deliver(target, address, batch.stream().map(Claimed::body).toList())
        .chain(outcome -> settle(batch, outcome));
  }

  private Uni<Void> settle(List<Claimed> batch, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> {
        troubles = 0;
        most = Math.min(most * 2, config.batch());
        yield OutboxStore.delivered(pool, target, batch);
      }
      case Outcome.Refused refused -> {
        troubles = 0;
        yield batch.size() == 1 ? blame(batch.getFirst(), refused.reason()) : halve(batch);
      }
      case Outcome.Unreachable unreachable -> {
        pause(unreachable.reason());
        yield batch.size() == 1
            ? blame(batch.getFirst(), unreachable.reason())
            : OutboxStore.giveBack(pool, target, batch, clock.now());
      }
    };
  }

  private Uni<Void> halve(List<Claimed> batch) {
    int middle = batch.size() / 2;
    return tell(batch.subList(0, middle)).chain(() -> tell(batch.subList(middle, batch.size())));
  }

  private Uni<Void> blame(Claimed one, String reason) {
    Instant now = clock.now();
    if (one.attempt() < config.attempts()) {
      return OutboxStore.again(pool, target, one, now.plus(waits.after(one.attempt())), reason);
    }
    LOG.errorf("dead letter for %s: event %s, %s: %s", target, one.id(), one.type(), reason);
    return OutboxStore.dead(pool, target, one, now, reason);
  }

  private void pause(String reason) {
    troubles++;
    most = 1;
    pausedUntil = clock.now().plus(pauses.after(troubles));
    LOG.warnf("%s takes no events: %s", target, reason);
  }

  private boolean isPaused() {
    return clock.now().isBefore(pausedUntil);
  }
}
