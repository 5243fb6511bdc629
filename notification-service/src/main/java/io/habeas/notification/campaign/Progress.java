package io.habeas.notification.campaign;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.delivery.Attempts;
import io.habeas.notification.delivery.Counts;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far campaigns are, and whether they will be in time. */
@Singleton
class Progress {
  private final Deliveries deliveries;
  private final Rates rates;
  private final BusinessClock clock;
  private final SecurityClock securityClock;

  Progress(Deliveries deliveries, Rates rates, BusinessClock clock, SecurityClock securityClock) {
    this.deliveries = deliveries;
    this.rates = rates;
    this.clock = clock;
    this.securityClock = securityClock;
  }

  Uni<CampaignView> of(Campaign campaign) {
    return deliveries
        .counts(campaign.id())
        .chain(
            counts ->
                attempts(campaign, counts)
                    .chain(
                        attempts ->
                            rates
                                .of(campaign.id())
                                .map(limit -> forecast(campaign, counts, attempts, limit)))
                    .map(forecast -> CampaignView.of(campaign, counts, forecast)));
  }

  /** Asked only where somebody waits: of the others there is nothing to know. */
  private Uni<Attempts> attempts(Campaign campaign, Counts counts) {
    return waiting(counts) == 0
        ? Uni.createFrom().item(new Attempts(null, 0))
        : deliveries.attempts(campaign.id(), campaign.lastLawfulMoment().minus(moved()));
  }

  private Forecast forecast(
      Campaign campaign, Counts counts, Attempts attempts, Optional<Integer> limit) {
    return Forecast.of(
        new Forecast.Known(
            clock.now(),
            campaign.lastLawfulMoment(),
            campaign.state(),
            campaign.audienceComplete(),
            counts.open() - waiting(counts),
            waiting(counts),
            counts.rate(),
            limit.orElse(null),
            business(attempts.last()),
            attempts.after()));
  }

  private static long waiting(Counts counts) {
    return counts.byState().getOrDefault(DeliveryState.DEFERRED, 0L);
  }

  /** How far business time is ahead of that in which attempts are kept. */
  private Duration moved() {
    return Duration.between(securityClock.now(), clock.now());
  }

  private @Nullable Instant business(@Nullable Instant attempt) {
    return attempt == null ? null : attempt.plus(moved());
  }
}
