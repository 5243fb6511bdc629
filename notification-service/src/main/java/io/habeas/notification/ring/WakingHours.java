package io.habeas.notification.ring;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a person's day at which a telephone may ring: not between nine in the evening and
 * eight in the morning by their own clock, whatever a decision allows.
 */
public final class WakingHours {
  private static final LocalTime FROM = LocalTime.of(8, 0);
  private static final LocalTime UNTIL = LocalTime.of(21, 0);

  private WakingHours() {}

  /** From when on it may ring: that moment, or the next morning. */
  public static Instant from(Instant at, @Nullable String timeZone) {
    ZonedDateTime local = at.atZone(zone(timeZone));
    LocalTime time = local.toLocalTime();
    if (time.isBefore(FROM)) {
      return local.with(FROM).toInstant();
    }
    return time.isBefore(UNTIL) ? at : local.plusDays(1).with(FROM).toInstant();
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
