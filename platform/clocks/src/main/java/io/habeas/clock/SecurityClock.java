package io.habeas.clock;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of tokens, leases and signatures. Nothing moves it. */
@Singleton
public class SecurityClock {

  /** The present instant of the system's clock, UTC, to the microsecond as PostgreSQL keeps it. */
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
