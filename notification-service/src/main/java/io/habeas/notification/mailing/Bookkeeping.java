package io.habeas.notification.mailing;

import io.habeas.ledger.Ledger;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.reachability.Reachabilities;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps what the relay took: first at the witness, then in the rows, with the ledger's entries in
 * the same transaction. So a crash between the two, or a database restored from a backup, is caught
 * up with from the witness, and only what was between the relay and the witness is in doubt.
 */
@Singleton
class Bookkeeping {
  private static final Logger LOG = Logger.getLogger(Bookkeeping.class);

  private final Pool pool;
  private final Witness witness;
  private final Ledger ledger;
  private final Deliveries deliveries;
  private final Entries entries;
  private final Reachabilities reachabilities;
  private final MeterRegistry meters;

  /** What the witness did not take: as long as there is any, nothing is sent. */
  private final Map<String, Owed> owed = new ConcurrentHashMap<>();

  private record Owed(String stream, String name, byte[] record) {}

  Bookkeeping(
      Pool pool,
      Witness witness,
      Ledger ledger,
      Deliveries deliveries,
      Entries entries,
      Reachabilities reachabilities,
      MeterRegistry meters) {
    this.pool = pool;
    this.witness = witness;
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.entries = entries;
    this.reachabilities = reachabilities;
    this.meters = meters;
  }

  /** Keeps the outcomes of a claim. */
  Uni<Void> keep(Tour tour, Claim claim, List<Outcome> outcomes) {
    List<Outcome> accepted = outcomes.stream().filter(Outcome::isAccepted).toList();
    outcomes.forEach(
        each -> meters.counter("habeas.notices", "state", each.state().slug()).increment());
    return tell(claim, accepted)
        .chain(
            told ->
                pool.withTransaction(
                    tx ->
                        deliveries
                            .settle(tx, claim, outcomes)
                            .call(settled -> reachabilities.refused(tx, outcomes, settled))
                            .chain(
                                settled ->
                                    ledger.appendAll(tx, entries.of(tour, outcomes, settled)))
                            .chain(
                                () ->
                                    told
                                        ? deliveries.know(
                                            tx, claim.campaignId(), claim.lease().toString())
                                        : Uni.createFrom().voidItem())));
  }

  /** Notes at once that the relay took one: cheaper than a record, and good until it is whole. */
  void note(Claim claim, Outcome accepted) {
    try {
      witness.hint(
          stream(claim.campaignId()), claim.lease().toString(), AcceptedBatch.line(accepted));
    } catch (UncheckedIOException e) {
      LOG.warnf("the witness did not note a notice: %s", e.getMessage());
    }
  }

  /** Whether the witness has everything; tries again to hand over what it has not. */
  Uni<Boolean> settleDebts() {
    return blocking(
            () -> {
              owed.forEach(
                  (key, debt) -> {
                    witness.append(debt.stream(), debt.name(), debt.record());
                    owed.remove(key);
                  });
              return true;
            })
        .onFailure()
        .invoke(e -> LOG.errorf("the witness does not answer, nothing is sent: %s", e.getMessage()))
        .onFailure()
        .recoverWithItem(false);
  }

  /** Takes over from the witness what the rows do not have. */
  Uni<Void> catchUp(Tour tour) {
    UUID campaign = tour.campaign().id();
    return deliveries
        .known(campaign)
        .call(() -> blocking(() -> finish(campaign)))
        .chain(
            known ->
                blocking(
                    () ->
                        witness.names(stream(campaign)).stream()
                            .filter(name -> !known.contains(name))
                            .toList()))
        .onItem()
        .transformToMulti(names -> Multi.createFrom().iterable(names))
        .onItem()
        .transformToUniAndConcatenate(name -> catchUp(tour, name).replaceWith(name))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Makes records of what lanes noted and did not live to record. The number of lines is in the
   * name: should the lane be alive after all and note more, that is another record.
   */
  private int finish(UUID campaign) {
    Map<String, byte[]> hints = witness.hints(stream(campaign));
    hints.forEach(
        (name, lines) -> {
          List<Outcome> accepted = AcceptedBatch.lines(lines);
          if (!accepted.isEmpty()) {
            witness.append(
                stream(campaign), name + "-" + accepted.size(), AcceptedBatch.write(accepted));
          }
          witness.dropHints(stream(campaign), name);
        });
    return hints.size();
  }

  private Uni<Void> catchUp(Tour tour, String name) {
    UUID campaign = tour.campaign().id();
    return blocking(() -> AcceptedBatch.read(witness.read(stream(campaign), name)))
        .chain(
            accepted ->
                pool.withTransaction(
                    tx ->
                        deliveries
                            .catchUp(tx, campaign, name, accepted)
                            .chain(
                                taken -> ledger.appendAll(tx, entries.of(tour, accepted, taken)))))
        .invoke(() -> LOG.infof("caught up with batch %s of campaign %s", name, campaign));
  }

  /**
   * Whether the witness took it; where it did not, the mails are out all the same and it is owed.
   */
  private Uni<Boolean> tell(Claim claim, List<Outcome> accepted) {
    if (accepted.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    String name = claim.lease().toString();
    byte[] record = AcceptedBatch.write(accepted);
    return blocking(
            () -> {
              witness.append(stream(claim.campaignId()), name, record);
              return true;
            })
        .onFailure()
        .recoverWithItem(
            e -> {
              LOG.errorf("the witness did not take a batch: %s", e.getMessage());
              owed.put(name, new Owed(stream(claim.campaignId()), name, record));
              return false;
            });
  }

  private static String stream(UUID campaign) {
    return "notices/" + campaign;
  }

  private static <T> Uni<T> blocking(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
