package io.habeas.notification.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate that is kept by waiting: an even flow with bursts of a tenth of a second. For many threads
 * at once.
 */
final class Pace {
  private static final long NANOS = Duration.ofSeconds(1).toNanos();
  private static final long BURST = NANOS / 10;

  private final long nanosEach;
  private final LongSupplier clock;
  private long next;

  Pace(int perSecond, LongSupplier clock) {
    this.nanosEach = NANOS / perSecond;
    this.clock = clock;
    this.next = clock.getAsLong();
  }

  /** How long the next one has to wait; its turn is taken. */
  synchronized Duration take() {
    long now = clock.getAsLong();
    next = Math.max(next, now - BURST) + nanosEach;
    return Duration.ofNanos(Math.max(0, next - now));
  }
}
