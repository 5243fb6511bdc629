package io.habeas.notification.calllist;

import io.habeas.notification.ring.WakingHours;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long we wait after nobody answered before we try again. That no telephone rings at night or
 * more than twice a day is for {@link io.habeas.notification.ring.Rings} to hold, whoever calls.
 */
final class CallTimes {
  /** After so many rings without an answer we give up. */
  static final int MOST_ATTEMPTS = 6;

  private static final Duration SAME_DAY = Duration.ofHours(4);
  private static final Duration NEXT_DAY = Duration.ofHours(20);

  private CallTimes() {}

  /** When to try again after nobody answered for that time. */
  static Instant again(Instant now, int attempt, @Nullable String timeZone) {
    Duration wait = attempt % 2 == 1 ? SAME_DAY : NEXT_DAY;
    return WakingHours.from(now.plus(wait), timeZone);
  }
}
