package io.habeas.notification.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a version came to where it is. */
public record Milestones(
    Instant createdAt,
    @Nullable Instant announcedAt,
    @Nullable Instant effectiveAt,
    @Nullable Instant inForceAt,
    @Nullable Instant supersededAt) {

  static Milestones drafted(Instant now) {
    return new Milestones(now, null, null, null, null);
  }

  Milestones announced(Instant now, Instant effective) {
    return new Milestones(createdAt, now, effective, null, null);
  }

  Milestones promised(Instant effective) {
    return new Milestones(createdAt, announcedAt, effective, null, null);
  }

  Milestones inForce(Instant now) {
    return new Milestones(createdAt, announcedAt, effectiveAt, now, null);
  }

  Milestones superseded(Instant now) {
    return new Milestones(createdAt, announcedAt, effectiveAt, inForceAt, now);
  }
}
