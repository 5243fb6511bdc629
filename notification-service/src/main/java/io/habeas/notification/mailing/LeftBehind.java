package io.habeas.notification.mailing;

import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.policy.Policies;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Ends what lanes held that were lost in campaigns that do not run: there nobody claims any more,
 * and so nobody else would come by. Nothing is sent.
 */
@Singleton
public class LeftBehind {
  private static final Logger LOG = Logger.getLogger(LeftBehind.class);

  private final Deliveries deliveries;
  private final Campaigns campaigns;
  private final Policies policies;
  private final Bookkeeping books;

  LeftBehind(Deliveries deliveries, Campaigns campaigns, Policies policies, Bookkeeping books) {
    this.deliveries = deliveries;
    this.campaigns = campaigns;
    this.policies = policies;
    this.books = books;
  }

  @Scheduled(
      every = "${habeas.campaigns.left-behind-every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return end()
        .onFailure()
        .invoke(e -> LOG.warnf("claims are left behind, the next round goes on: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Ends what has ended by itself. */
  public Uni<Void> end() {
    return books
        .settleDebts()
        .chain(
            debtFree ->
                debtFree ? deliveries.leftBehind() : Uni.createFrom().item(List.<Claim>of()))
        .onItem()
        .transformToMulti(claims -> Multi.createFrom().iterable(claims))
        .onItem()
        .transformToUniAndConcatenate(claim -> end(claim).replaceWith(claim))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> end(Claim claim) {
    return campaigns
        .one(claim.campaignId())
        .chain(
            campaign ->
                policies.version(campaign.versionId()).map(version -> Tour.of(campaign, version)))
        .chain(tour -> books.recover(tour, claim));
  }
}
