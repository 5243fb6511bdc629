package io.habeas.notification.notice;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.RelayAnswer;
import io.habeas.notification.delivery.SubjectDelivery;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice by one channel, as its subject and the desk read it. "Accepted" means handed to the
 * relay; nobody tracks more.
 *
 * @param reason a short code of why it is in this state
 * @param attempts how often it was tried
 * @param relay what the relay answered last: code and status, never its words
 * @param nextAttemptAt when it is tried again, if it waits for that
 * @param bouncedAt when the address turned out not to take it; it may have been accepted before
 * @param followedBy which channel took over
 * @param coveredSince since when the policy page tells this person instead, as no channel does
 * @param provable whether there is a proof of the acceptance
 */
public record NoticeView(
    UUID campaignId,
    String document,
    String version,
    CampaignKind kind,
    Channel channel,
    DeliveryState state,
    @Nullable String reason,
    @Nullable String language,
    int attempts,
    @Nullable RelayAnswer relay,
    Instant announcedAt,
    Instant effectiveAt,
    @Nullable Instant plannedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant bouncedAt,
    @Nullable Channel followedBy,
    @Nullable Instant coveredSince,
    boolean provable) {

  static NoticeView of(Campaign campaign, SubjectDelivery delivery, Optional<Instant> postedSince) {
    return new NoticeView(
        campaign.id(),
        campaign.document(),
        campaign.label(),
        campaign.kind(),
        delivery.channel(),
        delivery.state(),
        delivery.reason(),
        delivery.language(),
        delivery.attempts(),
        delivery.answer(),
        campaign.announcedAt(),
        campaign.effectiveAt(),
        delivery.times().planned(),
        delivery.state().isFinal() ? null : delivery.times().due(),
        delivery.times().accepted(),
        delivery.times().bounced(),
        delivery.followedBy(),
        delivery.isCovered() ? postedSince.orElse(null) : null,
        delivery.entryId() != null);
  }
}
