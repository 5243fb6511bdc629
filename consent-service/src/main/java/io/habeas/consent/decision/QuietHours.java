package io.habeas.consent.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The hours of the night in which we let nobody's telephone ring, by the person's own clock. */
final class QuietHours {

  private static final LocalTime FROM = LocalTime.of(21, 0);
  private static final LocalTime UNTIL = LocalTime.of(8, 0);

  private QuietHours() {}

  static boolean include(Instant now, @Nullable String timeZone) {
    LocalTime local = LocalTime.ofInstant(now, zone(timeZone));
    return !local.isBefore(FROM) || local.isBefore(UNTIL);
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException notAZone) {
      return ZoneOffset.UTC;
    }
  }
}
