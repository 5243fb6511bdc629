package io.habeas.notification.notice;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.RelayAnswer;
import io.habeas.notification.delivery.Reported;
import io.habeas.notification.delivery.SubjectDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice by one channel, as its subject and the desk read it. "Accepted" means handed to the
 * relay; nobody tracks more.
 *
 * @param kind what it tells: a notice of a change, or what became of one
 * @param reason a short code of why it is in this state
 * @param attempts how often it was tried
 * @param relay what the relay answered last: code and status, never its words
 * @param nextAttemptAt when it is tried again, if it waits for that
 * @param bouncedAt when the address turned out not to take it; it may have been accepted before
 * @param followedBy which channel took over
 * @param coveredSince since when the policy page tells this person instead, as no channel does
 * @param provable whether there is a proof of the acceptance
 * @param bounceProvable whether there is one of a bounce that came after it
 * @param reports what came back about it, newest first
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
    boolean provable,
    boolean bounceProvable,
    List<Report> reports) {

  /**
   * What came back about it.
   *
   * @param kind {@code failed}, {@code delayed}, {@code delivered} or {@code complaint}
   * @param status enhanced (RFC 3463), or the type of the complaint
   */
  public record Report(String kind, @Nullable String status, Instant at) {}

  static NoticeView of(
      Campaign campaign,
      SubjectDelivery delivery,
      Optional<Instant> postedSince,
      List<Reported> reported) {
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
        delivery.acceptanceEntryId() != null,
        delivery.bounceEntryId() != null,
        reported.stream()
            .filter(one -> one.campaignId().equals(campaign.id()))
            .filter(one -> one.channel() == delivery.channel())
            .map(one -> new Report(one.kind(), one.status(), one.at()))
            .toList());
  }
}
