package io.habeas.notification.campaign;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How many letters a second a campaign hands over at the most, whatever the number of lanes and
 * replicas. It may be changed while the campaign runs; lanes heed it with their next claim.
 */
@Singleton
public class Rates {
  private final Pool pool;
  private final Campaigns campaigns;
  private final Ledger ledger;
  private final SecurityClock clock;
  private final RateStore store = new RateStore();

  Rates(Pool pool, Campaigns campaigns, Ledger ledger, SecurityClock clock) {
    this.pool = pool;
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Letters a second; empty where only the relays limit it. */
  public Uni<Optional<Integer>> of(UUID campaign) {
    return store.of(pool, campaign).map(Optional::ofNullable);
  }

  /** Limits a campaign, or ends its limit. */
  public Uni<Void> set(String actor, UUID id, Optional<Integer> perSecond) {
    return campaigns
        .one(id)
        .chain(
            campaign ->
                pool.withTransaction(
                    tx ->
                        save(tx, id, perSecond)
                            .chain(() -> ledger.append(tx, entry(actor, campaign, perSecond)))));
  }

  private Uni<Void> save(SqlConnection tx, UUID id, Optional<Integer> perSecond) {
    return perSecond.isPresent()
        ? store.set(tx, id, perSecond.get(), clock.now())
        : store.clear(tx, id);
  }

  /**
   * A lane's turn.
   *
   * @return how many of those that it wants it may hand over now; 0 means: ask again a little later
   */
  public Uni<Integer> turn(UUID campaign, int wanted) {
    return store
        .of(pool, campaign)
        .chain(
            perSecond ->
                perSecond == null
                    ? Uni.createFrom().item(wanted)
                    : store.take(pool, campaign, wanted, clock.now()));
  }

  private static Entry entry(String actor, Campaign campaign, Optional<Integer> perSecond) {
    return new Entry(
        "campaign.paced",
        actor,
        null,
        Map.of(
            "campaign", campaign.id(),
            "document", campaign.document(),
            "version", campaign.label(),
            "perSecond", perSecond.<Object>map(each -> each).orElse("unlimited")));
  }
}
