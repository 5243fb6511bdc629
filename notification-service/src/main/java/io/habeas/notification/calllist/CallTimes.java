package io.habeas.notification.calllist;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When nobody's telephone rings for us, and how long we wait before it may again: not between nine
 * in the evening and eight in the morning by the person's own clock, and at most twice a day,
 * whatever a decision allows.
 */
final class CallTimes {
  /** After so many rings without an answer we give up. */
  static final int MOST_ATTEMPTS = 6;

  private static final LocalTime FROM = LocalTime.of(8, 0);
  private static final LocalTime UNTIL = LocalTime.of(21, 0);
  private static final Duration SAME_DAY = Duration.ofHours(4);
  private static final Duration NEXT_DAY = Duration.ofHours(20);

  private CallTimes() {}

  /** From when on it may ring: now, or the next morning. */
  static Instant allowed(Instant at, @Nullable String timeZone) {
    ZonedDateTime local = at.atZone(zone(timeZone));
    LocalTime time = local.toLocalTime();
    if (time.isBefore(FROM)) {
      return local.with(FROM).toInstant();
    }
    return time.isBefore(UNTIL) ? at : local.plusDays(1).with(FROM).toInstant();
  }

  /** When to try again after nobody answered for that time. */
  static Instant again(Instant now, int attempt, @Nullable String timeZone) {
    Duration wait = attempt % 2 == 1 ? SAME_DAY : NEXT_DAY;
    return allowed(now.plus(wait), timeZone);
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
