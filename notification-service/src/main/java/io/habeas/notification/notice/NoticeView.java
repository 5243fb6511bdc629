package io.habeas.notification.notice;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.SubjectDelivery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One notice as its subject reads it. "Accepted" means handed to the relay; nobody tracks more. */
public record NoticeView(
    UUID campaignId,
    String document,
    String version,
    CampaignKind kind,
    DeliveryState state,
    @Nullable String language,
    Instant announcedAt,
    Instant effectiveAt,
    @Nullable Instant acceptedAt,
    boolean provable) {

  static NoticeView of(Campaign campaign, SubjectDelivery delivery) {
    return new NoticeView(
        campaign.id(),
        campaign.document(),
        campaign.label(),
        campaign.kind(),
        delivery.state(),
        delivery.language(),
        campaign.announcedAt(),
        campaign.effectiveAt(),
        delivery.acceptedAt(),
        delivery.entryId() != null);
  }
}
