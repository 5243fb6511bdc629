package io.habeas.clock;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Business time as the system's clock tells it. */
@Singleton
@DefaultBean
class SystemBusinessClock implements BusinessClock {

  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public boolean moved() {
    return false;
  }
}
