package io.habeas.notification.audience;

import io.habeas.clock.SecurityClock;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Deliveries;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Plans a delivery for everybody affected. Reads stretch after stretch of buckets, source after
 * source, page by page; a page of rows and the place where it ends go in one transaction, so a
 * crash costs one page read again. Whom two sources name is planned once.
 */
@Singleton
public class Snapshot {
  private static final Logger LOG = Logger.getLogger(Snapshot.class);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 4;

  private final Pool pool;
  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Sources sources;
  private final SecurityClock clock;
  private final AudienceStore store = new AudienceStore();

  Snapshot(
      Pool pool, Campaigns campaigns, Deliveries deliveries, Sources sources, SecurityClock clock) {
    this.pool = pool;
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.sources = sources;
    this.clock = clock;
  }

  @Scheduled(
      every = "${habeas.campaigns.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return readAll()
        .onFailure()
        .invoke(e -> LOG.warnf("the audience is not complete, the next round goes on: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /**
   * Reads on in every running campaign whose audience is not whole; one that cannot be read now
   * does not keep the others from it.
   */
  public Uni<Void> readAll() {
    return campaigns
        .running()
        .onItem()
        .transformToMulti(running -> Multi.createFrom().iterable(running))
        .filter(campaign -> !campaign.audienceComplete())
        .onItem()
        .transformToUni(campaign -> take(campaign).replaceWith(campaign))
        .collectFailures()
        .concatenate()
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> take(Campaign campaign) {
    List<Uni<Void>> readers = IntStream.range(0, AT_ONCE).mapToObj(_ -> readOn(campaign)).toList();
    return Uni.join().all(readers).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> readOn(Campaign campaign) {
    return store
        .claim(pool, campaign.id(), clock.now(), until())
        .onItem()
        .ifNotNull()
        .transformToUni(
            stretch ->
                read(campaign, stretch)
                    .onFailure()
                    .call(() -> store.release(pool, campaign.id(), stretch))
                    .chain(() -> readOn(campaign)));
  }

  private Uni<Void> read(Campaign campaign, Stretch stretch) {
    List<Sources.Source> all = sources.of(campaign);
    return all.get(stretch.source())
        .pages(stretch.buckets(), stretch.after())
        .filter(page -> !page.subjects().isEmpty())
        .onItem()
        .transformToUniAndConcatenate(page -> plan(campaign.id(), stretch, page.subjects()))
        .collect()
        .last()
        .chain(
            () ->
                stretch.source() + 1 < all.size()
                    ? store
                        .nextSource(pool, campaign.id(), stretch, until())
                        .chain(() -> read(campaign, stretch.next()))
                    : store.finish(pool, campaign.id(), stretch, clock.now()));
  }

  private Uni<UUID> plan(UUID campaign, Stretch stretch, List<UUID> subjects) {
    UUID last = subjects.getLast();
    return pool.withTransaction(
        tx ->
            store
                .advance(tx, campaign, stretch, last, until())
                .chain(
                    ours ->
                        ours
                            ? deliveries.plan(tx, campaign, subjects)
                            : Uni.createFrom().voidItem())
                .replaceWith(last));
  }

  private Instant until() {
    return clock.now().plus(LEASE);
  }
}
