package io.habeas.notification;

import io.habeas.clock.mover.MovableClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

/** When people may be called, whenever the tests run. */
final class CallingHours {
  private CallingHours() {}

  /** Moves business time to noon where the peers' people live. */
  static void noon(MovableClock clock) {
    int hour = LocalTime.ofInstant(clock.now(), ZoneId.of("Europe/Berlin")).getHour();
    clock.advance(Duration.ofHours((36 - hour) % 24));
  }

  /** As if it had last rung a day earlier than it did. */
  static void aDayPasses(Pool pool, UUID subject) {
    pool.preparedQuery("update ring set rung_at = rung_at - interval '1 day' where subject_id = $1")
        .execute(Tuple.of(subject))
        .await()
        .atMost(Duration.ofSeconds(30));
  }
}
