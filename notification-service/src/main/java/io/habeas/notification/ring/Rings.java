package io.habeas.notification.ring;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.recipient.Recipient;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts what rings at a person's, over all notices, messages and replicas. It is counted before it
 * rings and by security time, so that neither a crash nor a moved clock makes it ring once more.
 */
@Singleton
public class Rings {
  private static final Duration DAY = Duration.ofDays(1);

  private final Pool pool;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final RingStore store = new RingStore();

  Rings(Pool pool, BusinessClock businessClock, SecurityClock clock) {
    this.pool = pool;
    this.businessClock = businessClock;
    this.clock = clock;
  }

  /**
   * Asks for a person's telephone to ring now.
   *
   * @param ring by which it is given back; asked for again by the same it is the same ring, as a
   *     repeated request is to whoever makes automated calls
   * @param timeZone the person's, where that is known
   */
  public Uni<Turn> take(UUID subject, UUID ring, @Nullable String timeZone) {
    Instant there = businessClock.now();
    Instant morning = WakingHours.from(there, timeZone);
    if (morning.isAfter(there)) {
      return Uni.createFrom()
          .item(new Turn.NotNow(Recipient.Denied.QUIET_HOURS, Duration.between(there, morning)));
    }
    return take(subject, ring, RingStore.FIRST_SLOT, clock.now());
  }

  private Uni<Turn> take(UUID subject, UUID ring, int slot, Instant now) {
    return slot > RingStore.LAST_SLOT
        ? full(subject, now)
        : store
            .take(pool, new RingStore.Slot(subject, slot), ring, now, now.minus(DAY))
            .chain(
                taken ->
                    taken
                        ? Uni.createFrom().item(new Turn.Taken())
                        : take(subject, ring, slot + 1, now));
  }

  private Uni<Turn> full(UUID subject, Instant now) {
    return store
        .first(pool, subject)
        .map(first -> Duration.between(now, first == null ? now : first.plus(DAY)))
        .map(wait -> new Turn.NotNow("called-twice", wait));
  }

  /** It did not ring after all. */
  public Uni<Void> giveBack(UUID subject, UUID ring) {
    return store.giveBack(pool, subject, ring);
  }

  /** Drops what no longer counts. */
  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> forget() {
    return store.forget(pool, clock.now().minus(DAY));
  }
}
