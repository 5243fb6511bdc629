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
 * @param entryId the ledger's entry that tells of it, where it is final
 * @param answer what a relay said, where one was asked
 * @param contactPointId where it went
 */
public record Outcome(
    int bucket,
    UUID subjectId,
    Channel channel,
    DeliveryState state,
    Instant dueAt,
    @Nullable String reason,
    @Nullable String language,
    @Nullable Instant acceptedAt,
    @Nullable UUID entryId,
    @Nullable RelayAnswer answer,
    @Nullable UUID contactPointId) {

  /** The relay took it. */
  public static Outcome accepted(Claim.Claimed claimed, String language, Instant at, Instant now) {
    return new Outcome(
        claimed.bucket(),
        claimed.subjectId(),
        claimed.channel(),
        DeliveryState.ACCEPTED,
        now,
        null,
        language,
        at,
        null,
        null,
        null);
  }

  /** Anything else. */
  public static Outcome of(
      Claim.Claimed claimed, DeliveryState state, @Nullable String reason, Instant dueAt) {
    return new Outcome(
        claimed.bucket(),
        claimed.subjectId(),
        claimed.channel(),
        state,
        dueAt,
        reason,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same, with what the relay said. */
  public Outcome answered(RelayAnswer said) {
    return new Outcome(
        bucket,
        subjectId,
        channel,
        state,
        dueAt,
        reason,
        language,
        acceptedAt,
        entryId,
        said,
        contactPointId);
  }

  /** The same, told of by that entry of the ledger. */
  public Outcome recorded(UUID entry) {
    return new Outcome(
        bucket,
        subjectId,
        channel,
        state,
        dueAt,
        reason,
        language,
        acceptedAt,
        entry,
        answer,
        contactPointId);
  }

  /** The same, with where it went. */
  public Outcome at(@Nullable UUID contactPoint) {
    return new Outcome(
        bucket,
        subjectId,
        channel,
        state,
        dueAt,
        reason,
        language,
        acceptedAt,
        entryId,
        answer,
        contactPoint);
  }

  /** Whether the channel failed for good: the next one takes over, or the page's cover. */
  public boolean isFailure() {
    return state.isFailure();
  }

  /** Whether the relay took it. */
  public boolean isAccepted() {
    return state == DeliveryState.ACCEPTED;
  }
}
