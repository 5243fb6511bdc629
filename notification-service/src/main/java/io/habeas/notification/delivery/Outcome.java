package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one claimed delivery.
 *
 * @param reason a short code for people, never what a server said: that may quote an address
 * @param dueAt security time: from when it may be claimed again, where it may
 * @param acceptedAt business time, where the relay took it
 */
public record Outcome(
    int bucket,
    UUID subjectId,
    DeliveryState state,
    Instant dueAt,
    @Nullable String reason,
    @Nullable String language,
    @Nullable Instant acceptedAt,
    @Nullable UUID entryId) {

  /** The relay took it. */
  public static Outcome accepted(
      Claim.Claimed claimed, String language, Instant at, UUID entryId, Instant now) {
    return new Outcome(
        claimed.bucket(),
        claimed.subjectId(),
        DeliveryState.ACCEPTED,
        now,
        null,
        language,
        at,
        entryId);
  }

  /** Anything else. */
  public static Outcome of(
      Claim.Claimed claimed, DeliveryState state, @Nullable String reason, Instant dueAt) {
    return new Outcome(
        claimed.bucket(), claimed.subjectId(), state, dueAt, reason, null, null, null);
  }

  /** Whether the relay took it. */
  public boolean isAccepted() {
    return state == DeliveryState.ACCEPTED;
  }
}
