package io.habeas.notification.campaign;

import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Counts;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.section.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the API shows it.
 *
 * @param channels by what people are told, in this order
 * @param total people
 * @param counts people by the state of their last channel
 * @param byChannel deliveries by channel and state
 * @param covered how many the page must cover, as no channel reaches them
 * @param sentAgain how many were in doubt once and sent again under the same Message-ID
 * @param lateBounces how many notices came back after the relay had taken them
 * @param complaints how many recipients called theirs unwanted
 * @param rate accepted a second, over the last minute
 * @param eta when everybody will have been told; null while nobody can tell
 * @param forecast whether that is in time; null of a correction, which has no last lawful day
 * @param kind what it tells
 * @param lastLawfulDay until when a notice is thirty days ahead of the date; null of a correction
 * @param promisedAt of a correction: the date that had been said
 */
public record CampaignView(
    UUID id,
    String document,
    String version,
    CampaignKind kind,
    AudienceView audience,
    CampaignState state,
    List<Channel> channels,
    boolean audienceComplete,
    long total,
    Map<String, Long> counts,
    Map<String, Map<String, Long>> byChannel,
    long covered,
    long sentAgain,
    long lateBounces,
    long complaints,
    double rate,
    @Nullable Instant eta,
    @Nullable Forecast forecast,
    Instant announcedAt,
    Instant effectiveAt,
    @Nullable Instant lastLawfulDay,
    @Nullable Instant promisedAt,
    @Nullable Instant completedAt) {

  /**
   * Whom it is for.
   *
   * @param basis {@code everybody}; {@code change}: whomever the changed sections' tags concern;
   *     {@code narrowed}: the same, as it was asked for; {@code told}: whoever may have had the
   *     notice that it corrects
   */
  public record AudienceView(String basis, List<String> tags) {
    static AudienceView of(Campaign campaign) {
      Audience audience = campaign.audience();
      String basis =
          campaign.kind().corrects()
              ? "told"
              : audience.everybody() ? "everybody" : audience.narrowed() ? "narrowed" : "change";
      return new AudienceView(basis, audience.tags().stream().map(Tag::toString).toList());
    }
  }

  static CampaignView of(Campaign campaign, Counts counts, Forecast forecast) {
    return new CampaignView(
        campaign.id(),
        campaign.document(),
        campaign.label(),
        campaign.kind(),
        AudienceView.of(campaign),
        campaign.state(),
        campaign.channels(),
        campaign.audienceComplete(),
        counts.total(),
        named(counts.byState()),
        counts.byChannel().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().slug(), e -> named(e.getValue()))),
        counts.covered(),
        counts.sentAgain(),
        counts.lateBounces(),
        counts.complaints(),
        counts.acceptedLately() / 60.0,
        forecast.eta(),
        campaign.kind().corrects() ? null : forecast,
        campaign.announcedAt(),
        campaign.effectiveAt(),
        campaign.kind().corrects() ? null : campaign.lastLawfulMoment(),
        campaign.correction() == null ? null : campaign.correction().promisedAt(),
        campaign.completedAt());
  }

  private static Map<String, Long> named(Map<DeliveryState, Long> byState) {
    return byState.entrySet().stream()
        .collect(Collectors.toMap(e -> camel(e.getKey()), Map.Entry::getValue));
  }

  private static String camel(DeliveryState state) {
    return state == DeliveryState.IN_DOUBT ? "inDoubt" : state.slug();
  }
}
