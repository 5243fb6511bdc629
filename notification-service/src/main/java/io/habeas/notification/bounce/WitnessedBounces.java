package io.habeas.notification.bounce;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.report.Report;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells the witness what bounces did, after the rows and before what told of them is let go; takes
 * over from it what the rows of a restored database have forgotten. Killed between the two, it is
 * told again, and taken over twice it changes nothing.
 */
@Singleton
public class WitnessedBounces {
  private static final Logger LOG = Logger.getLogger(WitnessedBounces.class);
  private static final int AT_ONCE = 500;

  private final Pool pool;
  private final Witness witness;
  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final TakingBack takingBack;
  private final UntoldStore store = new UntoldStore();
  private final BounceStore reports = new BounceStore();

  WitnessedBounces(
      Pool pool,
      Witness witness,
      Campaigns campaigns,
      Deliveries deliveries,
      TakingBack takingBack) {
    this.pool = pool;
    this.witness = witness;
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.takingBack = takingBack;
  }

  /** What a replica did not live to tell, and nobody else comes by. */
  @Scheduled(
      every = "${habeas.bounces.every:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return tell()
        .onFailure()
        .invoke(e -> LOG.errorf("the witness is not told of bounces: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** When it is done, the witness has all that is in the rows now; fails if it does not answer. */
  public Uni<Void> tell() {
    return store
        .campaigns(pool)
        .chain(some -> each(some, id -> campaigns.one(id).chain(this::tellOf)));
  }

  private Uni<Void> tellOf(Campaign campaign) {
    return Uni.createFrom()
        .deferred(() -> store.some(pool, campaign, AT_ONCE).call(some -> tell(campaign, some)))
        .repeat()
        .whilst(told -> told.size() == AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Campaign campaign, Map<UUID, Undone> some) {
    if (some.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String name = UuidCreator.getTimeOrderedEpoch().toString();
    return blocking(
            () -> {
              witness.append(
                  stream(campaign), name, UndoneRecord.write(List.copyOf(some.values())));
              return name;
            })
        .chain(
            () ->
                pool.withTransaction(
                    tx ->
                        store
                            .told(tx, some.keySet())
                            .chain(() -> deliveries.know(tx, campaign.id(), name))));
  }

  /** Takes over what the rows do not have; after what was accepted, as that is what it undoes. */
  public Uni<Void> catchUp(Campaign campaign) {
    return deliveries
        .known(campaign.id())
        .chain(known -> blocking(() -> unknown(campaign, known)))
        .chain(names -> each(names, name -> catchUp(campaign, name)));
  }

  private List<String> unknown(Campaign campaign, List<String> known) {
    Set<String> sure = new HashSet<>(known);
    return witness.names(stream(campaign)).stream().filter(name -> !sure.contains(name)).toList();
  }

  private Uni<Void> catchUp(Campaign campaign, String name) {
    return blocking(() -> UndoneRecord.read(campaign, witness.read(stream(campaign), name)))
        .chain(all -> each(all, one -> pool.withTransaction(tx -> takeOver(tx, one))))
        .chain(() -> pool.withTransaction(tx -> deliveries.know(tx, campaign.id(), name)))
        .invoke(() -> LOG.infof("caught up with bounces %s of campaign %s", name, campaign.id()));
  }

  private Uni<Void> takeOver(SqlConnection tx, Undone undone) {
    Returned of = undone.of();
    return store
        .isGone(tx, of.subjectId())
        .chain(isGone -> isGone ? Uni.createFrom().item(false) : takingBack.again(tx, undone))
        .chain(
            isNew ->
                isNew
                    ? reports
                        .report(tx, of, Report.of(Report.Kind.FAILED, undone.status()), undone.at())
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private static <T> Uni<Void> each(Collection<T> all, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(one -> work.apply(one).replaceWith(true))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static String stream(Campaign campaign) {
    return "bounces/" + campaign.id();
  }

  private static <T> Uni<T> blocking(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
