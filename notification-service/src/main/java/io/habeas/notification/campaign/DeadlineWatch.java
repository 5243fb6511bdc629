package io.habeas.notification.campaign;

import io.habeas.clock.BusinessClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Raises the alarm when a campaign would miss its last lawful day: in metrics, from which the chart
 * makes alerts, and in the log, once for each time that it begins to be so.
 */
@Singleton
public class DeadlineWatch {
  private static final Logger LOG = Logger.getLogger(DeadlineWatch.class);

  private final Campaigns campaigns;
  private final Progress progress;
  private final BusinessClock clock;
  private final MultiGauge missing;
  private final MultiGauge unknown;
  private final MultiGauge left;
  private final Set<UUID> late = new HashSet<>();

  DeadlineWatch(Campaigns campaigns, Progress progress, BusinessClock clock, MeterRegistry meters) {
    this.campaigns = campaigns;
    this.progress = progress;
    this.clock = clock;
    this.missing =
        MultiGauge.builder("habeas.campaign.missing")
            .description("Who will not have been told at the last lawful moment, at this rate")
            .register(meters);
    this.unknown =
        MultiGauge.builder("habeas.campaign.unforeseeable")
            .description("1 where nobody can tell when everybody will have been told")
            .register(meters);
    this.left =
        MultiGauge.builder("habeas.campaign.left")
            .description("Time until the last lawful moment")
            .baseUnit("seconds")
            .register(meters);
  }

  @Scheduled(
      every = "${habeas.deadline.every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return look()
        .onFailure()
        .invoke(e -> LOG.warnf("whether campaigns are in time is not known now: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Looks at every campaign that is not completed. */
  public Uni<Void> look() {
    return campaigns
        .all()
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .filter(campaign -> !campaign.state().isFinal())
        .filter(campaign -> !campaign.kind().corrects())
        .onItem()
        .transformToUniAndConcatenate(progress::of)
        .collect()
        .asList()
        .invoke(this::show)
        .replaceWithVoid();
  }

  private void show(List<CampaignView> open) {
    missing.register(rows(open, view -> forecast(view).missing()), true);
    unknown.register(
        rows(open, view -> forecast(view).verdict() == Forecast.Verdict.UNKNOWN ? 1 : 0), true);
    left.register(
        rows(open, view -> Duration.between(clock.now(), view.lastLawfulDay()).toSeconds()), true);
    open.forEach(this::say);
    late.retainAll(open.stream().map(CampaignView::id).toList());
  }

  private void say(CampaignView view) {
    if (forecast(view).verdict() != Forecast.Verdict.LATE) {
      late.remove(view.id());
    } else if (late.add(view.id())) {
      LOG.errorf(
          "campaign %s of %s %s misses its last lawful day, %s: %d would not be told by then",
          view.id(),
          view.document(),
          view.version(),
          view.lastLawfulDay(),
          forecast(view).missing());
    }
  }

  /** Corrections, which have no last lawful day, are not looked at. */
  private static Forecast forecast(CampaignView view) {
    return Objects.requireNonNull(view.forecast());
  }

  private interface Figure {
    double of(CampaignView view);
  }

  private static List<MultiGauge.Row<?>> rows(List<CampaignView> open, Figure figure) {
    return open.stream()
        .<MultiGauge.Row<?>>map(
            view ->
                MultiGauge.Row.of(
                    Tags.of(
                        "campaign", view.id().toString(),
                        "document", view.document(),
                        "version", view.version()),
                    figure.of(view)))
        .toList();
  }
}
