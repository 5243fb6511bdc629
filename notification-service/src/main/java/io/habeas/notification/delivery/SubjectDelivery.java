package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice to one subject by one channel.
 *
 * @param reason a short code of why it is in this state
 * @param answer what the relay answered last
 * @param followedBy which channel took over when this one failed for good
 * @param entryId the ledger's entry of what became of it, where that is final
 * @param bounceEntryId the ledger's entry of a bounce that came after it
 */
public record SubjectDelivery(
    UUID campaignId,
    Channel channel,
    DeliveryState state,
    int attempts,
    @Nullable String reason,
    @Nullable String language,
    @Nullable RelayAnswer answer,
    Times times,
    @Nullable Channel followedBy,
    @Nullable UUID entryId,
    @Nullable UUID bounceEntryId) {

  /** Whether only the policy page tells this person: the channel failed and none followed. */
  public boolean isCovered() {
    return state.isFailure() && followedBy == null;
  }

  /** The ledger's entry of the acceptance, also where that was taken back later. */
  public @Nullable UUID acceptanceEntryId() {
    return times.accepted() == null ? null : entryId;
  }

  /**
   * When what happened: business time, but for {@code due}, which is security time.
   *
   * @param due from when it is tried next, where it is
   */
  public record Times(
      @Nullable Instant planned,
      @Nullable Instant due,
      @Nullable Instant accepted,
      @Nullable Instant bounced) {}
}
