package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether this replica is taking in what is told in bulk. Telling it meanwhile would take the
 * processors, here and at the targets, from the import that somebody waits for; so it waits for the
 * import's end, but no longer than {@link #LONGEST}: then it is told beside it.
 */
@Singleton
class BulkTraffic {

  /** Fewer events at once hold nothing up. */
  static final int BULK = 100;

  /** Without a bulk for so long, the import has ended or stands still. */
  static final Duration QUIET = Duration.ofSeconds(1);

  /** What the import's first event waits at most. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private final SecurityClock clock;
  private Instant first = Instant.MIN;
  private Instant last = Instant.MIN;

  BulkTraffic(SecurityClock clock) {
    this.clock = clock;
  }

  /** So many events come in at once. */
  synchronized void comes(int events) {
    if (events < BULK) {
      return;
    }
    Instant now = clock.now();
    if (isQuiet(now)) {
      first = now;
    }
    last = now;
  }

  /** The last of the lanes that may be told. */
  synchronized Lane lastToTell(Instant now) {
    return isQuiet(now) || !now.isBefore(first.plus(LONGEST)) ? Lane.BULK : Lane.PROMPT;
  }

  private boolean isQuiet(Instant now) {
    return last.equals(Instant.MIN) || !now.isBefore(last.plus(QUIET));
  }
}
