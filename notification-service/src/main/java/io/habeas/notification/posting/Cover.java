package io.habeas.notification.posting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Since when a version was posted without a gap, as a pure function of the probes. */
public final class Cover {
  /** Probes come hourly; two may be lost to a restart before it counts as a gap. */
  public static final Duration TOLERANCE = Duration.ofHours(3);

  private Cover() {}

  /**
   * The start, in business time, of the unbroken run of probes that reaches up to now.
   *
   * @param probes in the order of their times
   * @param now security time
   */
  public static Optional<Instant> since(List<Probe> probes, Instant now) {
    Instant next = now;
    Instant since = null;
    for (Probe probe : probes.reversed()) {
      if (!probe.shown() || Duration.between(probe.at(), next).compareTo(TOLERANCE) > 0) {
        break;
      }
      since = probe.businessAt();
      next = probe.at();
    }
    return Optional.ofNullable(since);
  }
}
