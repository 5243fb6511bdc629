package io.habeas.notification.campaign;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The telling of one announced version. Its states change here and nowhere else.
 *
 * @param channels by what people are told, the next one where the one before fails for good
 * @param audienceComplete whether the snapshot of those affected is whole
 */
public record Campaign(
    UUID id,
    UUID versionId,
    String document,
    String label,
    CampaignState state,
    List<Channel> channels,
    boolean audienceComplete,
    Instant announcedAt,
    Instant effectiveAt,
    @Nullable Instant completedAt) {

  /** The last moment at which a notice is still thirty days ahead of the date. */
  public Instant lastLawfulMoment() {
    return effectiveAt.minus(PolicyVersion.NOTICE);
  }

  Campaign pause() {
    requireState(CampaignState.RUNNING, "paused");
    return in(CampaignState.PAUSED, audienceComplete, null);
  }

  Campaign resume() {
    requireState(CampaignState.PAUSED, "resumed");
    return in(CampaignState.RUNNING, audienceComplete, null);
  }

  Campaign complete(Instant now) {
    requireState(CampaignState.RUNNING, "completed");
    return in(CampaignState.COMPLETED, audienceComplete, now);
  }

  /** More is to be sent after all: a late bounce has planned another channel. */
  Campaign reopen() {
    requireState(CampaignState.COMPLETED, "reopened");
    return in(CampaignState.RUNNING, audienceComplete, null);
  }

  private void requireState(CampaignState wanted, String what) {
    if (state != wanted) {
      throw new NotificationFailure.WrongState(what, state.slug());
    }
  }

  private Campaign in(CampaignState next, boolean whole, @Nullable Instant completed) {
    return new Campaign(
        id, versionId, document, label, next, channels, whole, announcedAt, effectiveAt, completed);
  }
}
