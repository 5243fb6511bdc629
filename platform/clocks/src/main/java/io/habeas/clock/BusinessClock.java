package io.habeas.clock;

import java.time.Instant;

/**
 * The time of deadlines, effective dates and records. Production has one implementation, the
 * system's clock; local and test builds add a movable one.
 */
public interface BusinessClock {

  /** The present instant of business time, UTC, to the microsecond as PostgreSQL keeps it. */
  Instant now();

  /** Whether this clock differs from the system's: proofs and receipts made then say so. */
  boolean moved();
}
