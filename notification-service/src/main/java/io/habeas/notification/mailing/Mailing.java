package io.habeas.notification.mailing;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.Rates;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.relay.Relays;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends the running campaigns, oldest first, over as many lanes as are configured. A lane claims a
 * few deliveries, asks whom it may reach and how, sends, keeps what became of them, and claims
 * again.
 */
@Singleton
public class Mailing {
  private static final Logger LOG = Logger.getLogger(Mailing.class);

  /**
   * A thread of its own for each lane: there are few, and one that waits for its relay is woken by
   * the kernel alone. A virtual thread is woken by two others first (decision 0037).
   */
  private static final Executor THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("lane-", 0).factory());

  private final Campaigns campaigns;
  private final Policies policies;
  private final Sending sending;
  private final Passage passage;
  private final Bookkeeping books;
  private final MailingConfig config;
  private final Relays relays;
  private final Rates rates;

  /** A lane's goes on in the next campaign: the relays are the same. */
  private final List<Stride> strides;

  private volatile boolean stopping;

  Mailing(
      Campaigns campaigns,
      Policies policies,
      Sending sending,
      Passage passage,
      Bookkeeping books,
      MailingConfig config,
      Relays relays,
      Rates rates) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.sending = sending;
    this.passage = passage;
    this.books = books;
    this.config = config;
    this.relays = relays;
    this.rates = rates;
    this.strides = Stream.generate(() -> new Stride(config.batch())).limit(config.lanes()).toList();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    stopping = true;
  }

  @Scheduled(
      every = "${habeas.campaigns.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return sendAll()
        .onFailure()
        .invoke(e -> LOG.warnf("the mailing was interrupted, the next round goes on: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Sends whatever is due in all running campaigns. */
  public Uni<Void> sendAll() {
    return books
        .settleDebts()
        .chain(
            debtFree -> debtFree ? campaigns.running() : Uni.createFrom().item(List.<Campaign>of()))
        .onItem()
        .transformToMulti(running -> Multi.createFrom().iterable(running))
        .onItem()
        .transformToUniAndConcatenate(campaign -> send(campaign).replaceWith(campaign))
        .collect()
        .last()
        .invoke(relays::closeIdle)
        .replaceWithVoid();
  }

  private Uni<Void> send(Campaign campaign) {
    return policies
        .version(campaign.versionId())
        .map(version -> Tour.of(campaign, version))
        .call(books::catchUpOnce)
        .chain(
            tour ->
                Crew.work(
                    strides.stream()
                        .map(stride -> (Supplier<Uni<Passage.Step>>) () -> step(tour, stride))
                        .toList()))
        .chain(() -> campaigns.completeIfSettled(campaign.id()));
  }

  private Uni<Passage.Step> step(Tour tour, Stride stride) {
    return stopping
        ? Uni.createFrom().item(Passage.Step.HINDERED)
        : rates.turn(tour.campaign().id(), stride.length()).chain(turn -> step(tour, stride, turn));
  }

  /**
   * Whose turn it is not waits for the next round: meanwhile other campaigns have theirs. Of one
   * that was paused or cancelled meanwhile nothing can be claimed.
   */
  private Uni<Passage.Step> step(Tour tour, Stride stride, int turn) {
    if (turn == 0) {
      return Uni.createFrom().item(Passage.Step.HINDERED);
    }
    return passage.step(
        tour,
        new Passage.Load(Channel.EMAIL, turn, config.lease()),
        asked -> send(asked).invoke(sent -> stride.done(sent.outcomes())));
  }

  private Uni<Sending.Sent> send(Passage.Asked asked) {
    return Uni.createFrom().item(() -> sending.send(asked)).runSubscriptionOn(THREADS);
  }
}
