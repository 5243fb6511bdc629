package io.habeas.notification.mailing;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.CaughtUp;
import io.habeas.notification.policy.Policies;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Catches up with every campaign, also with those that are not being sent: what came back of one
 * that was complete makes it go on.
 */
@Singleton
class CatchUp implements CaughtUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);

  private final Campaigns campaigns;
  private final Policies policies;
  private final Bookkeeping books;

  /** Of a campaign that starts later the rows know everything. */
  private volatile boolean done;

  CatchUp(Campaigns campaigns, Policies policies, Bookkeeping books) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.books = books;
  }

  @Scheduled(
      every = "${habeas.campaigns.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return all()
        .onFailure()
        .invoke(e -> LOG.warnf("a campaign is not caught up with, the next round goes on: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  @Override
  public Uni<Void> all() {
    return done
        ? Uni.createFrom().voidItem()
        : campaigns.all().chain(this::each).invoke(() -> done = true);
  }

  @Override
  public Uni<Void> of(UUID versionId) {
    return done
        ? Uni.createFrom().voidItem()
        : campaigns
            .allOf(versionId)
            .chain(this::each)
            .onFailure()
            .invoke(e -> LOG.errorf("a version's campaigns are not caught up with: %s", e))
            .onFailure()
            .transform(_ -> new NotificationFailure.PeerUnavailable());
  }

  /** One that cannot be caught up with does not keep the others from it. */
  private Uni<Void> each(List<Campaign> some) {
    return Multi.createFrom()
        .iterable(some)
        .onItem()
        .transformToUni(campaign -> catchUp(campaign).replaceWith(campaign))
        .collectFailures()
        .concatenate()
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> catchUp(Campaign campaign) {
    return policies
        .version(campaign.versionId())
        .map(version -> Tour.of(campaign, version))
        .chain(books::catchUpOnce);
  }
}
