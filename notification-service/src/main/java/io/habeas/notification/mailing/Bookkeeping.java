package io.habeas.notification.mailing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.ledger.Ledger;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.bounce.WitnessedBounces;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.reachability.Reachabilities;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps what the relay took: first at the witness, then in the rows, with the ledger's entry of the
 * batch in the same transaction. So a crash between the two, or a database restored from a backup,
 * is caught up with from the witness, and only what was between the relay and the witness is in
 * doubt.
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
  private final WitnessedBounces bounces;
  private final MeterRegistry meters;

  private final Set<UUID> caughtUp = ConcurrentHashMap.newKeySet();

  /** What the witness did not take: as long as there is any, nothing is sent. */
  private final Map<String, Owed> owed = new ConcurrentHashMap<>();

  /** Whether a claim of one was held, and the rows have what the witness was told of it. */
  private record Kept(boolean held, boolean whole) {}

  private record Owed(String stream, String name, byte[] record) {}

  Bookkeeping(
      Pool pool,
      Witness witness,
      Ledger ledger,
      Deliveries deliveries,
      Entries entries,
      Reachabilities reachabilities,
      WitnessedBounces bounces,
      MeterRegistry meters) {
    this.pool = pool;
    this.witness = witness;
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.entries = entries;
    this.reachabilities = reachabilities;
    this.bounces = bounces;
    this.meters = meters;
  }

  /** Opens the notes of a claim: cheaper than a record, and good until it is whole. */
  Notes open(Claim claim) {
    return new Notes(witness.notes(stream(claim.campaignId()), claim.lease().toString()));
  }

  /** Keeps the outcomes of a claim. What was taken from the lane meanwhile is caught up with. */
  Uni<Void> keep(Tour tour, Claim claim, List<Outcome> outcomes, Notes notes) {
    count(outcomes);
    String name = claim.lease().toString();
    return tell(claim, notes)
        .chain(
            told ->
                pool.withTransaction(
                    tx ->
                        settle(tx, tour, claim, outcomes)
                            .chain(
                                settled ->
                                    known(tx, claim, name, told, settled == outcomes.size()))))
        .chain(whole -> whole ? Uni.createFrom().voidItem() : catchUp(tour, name));
  }

  /** Notes that a claim of one is in the hands of somebody who may act from here on. */
  Uni<Void> begin(Claim claim) {
    return blocking(
            () -> {
              try (Notes notes = open(claim)) {
                notes.begun(claim.deliveries().getFirst());
              }
              return true;
            })
        .replaceWithVoid();
  }

  /**
   * Keeps what became of a claim of one. Whoever has it may tell it twice at once, so each time is
   * a record of its own.
   *
   * @param andThen what else the transaction does where the claim was still held
   * @return whether it is kept
   */
  Uni<Boolean> keepOne(
      Tour tour, Claim claim, Outcome outcome, Function<SqlConnection, Uni<Void>> andThen) {
    count(List.of(outcome));
    UUID record = outcome.isAccepted() ? UuidCreator.getTimeOrderedEpoch() : claim.lease();
    String name = record.toString();
    Uni<Boolean> telling =
        outcome.isAccepted()
            ? tell(claim, name, AcceptedBatch.join(List.of(AcceptedBatch.line(outcome))))
            : Uni.createFrom().item(false);
    return telling
        .call(() -> blocking(() -> drop(claim.campaignId(), claim.lease().toString())))
        .chain(
            told ->
                pool.withTransaction(
                    tx ->
                        settle(tx, tour, claim, List.of(outcome))
                            .call(
                                settled ->
                                    settled == 0 ? Uni.createFrom().voidItem() : andThen.apply(tx))
                            .chain(
                                settled ->
                                    known(tx, claim, name, told, settled == 1)
                                        .map(whole -> new Kept(settled == 1, whole)))))
        .chain(
            kept ->
                kept.whole()
                    ? Uni.createFrom().item(kept.held())
                    : catchUp(tour, name).replaceWith(true));
  }

  private void count(List<Outcome> outcomes) {
    outcomes.stream()
        .collect(Collectors.groupingBy(Outcome::state, Collectors.counting()))
        .forEach(
            (state, n) -> meters.counter("habeas.notices", "state", state.slug()).increment(n));
  }

  /** How many of them this claim still held. */
  private Uni<Integer> settle(SqlConnection tx, Tour tour, Claim claim, List<Outcome> outcomes) {
    UUID entry = UuidCreator.getTimeOrderedEpoch();
    return deliveries
        .settle(tx, claim, Entries.recorded(entry, outcomes))
        .call(settled -> reachabilities.refused(tx, outcomes, settled))
        .call(settled -> ledger.appendGroup(tx, entry, entries.of(tour, outcomes, settled)))
        .map(List::size);
  }

  /** Whether the rows have all that the witness was told. */
  private Uni<Boolean> known(
      SqlConnection tx, Claim claim, String name, boolean told, boolean whole) {
    return told && whole
        ? deliveries.know(tx, claim.campaignId(), name).replaceWith(true)
        : Uni.createFrom().item(whole || !told);
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
    return takeOver(tour).replaceWithVoid();
  }

  /**
   * The same, and what came back since, once in the life of this process: the database may be older
   * than the witness.
   */
  Uni<Void> catchUpOnce(Tour tour) {
    UUID campaign = tour.campaign().id();
    return caughtUp.contains(campaign)
        ? Uni.createFrom().voidItem()
        : catchUp(tour)
            .chain(() -> bounces.catchUp(tour.campaign()))
            .invoke(() -> caughtUp.add(campaign));
  }

  /** Gives back what lost lanes held, after taking over what they had got done. */
  Uni<Void> recover(Tour tour, Claim claim) {
    return claim.lost().isEmpty()
        ? Uni.createFrom().voidItem()
        : takeOver(tour).chain(noted -> each(claim.lost(), lost -> release(claim, lost, noted)));
  }

  /** Without notes, of which the machine's end may have cost some, nothing is known to be begun. */
  private Uni<Void> release(Claim claim, Claim.Lost lost, Map<String, AcceptedBatch.Noted> noted) {
    String name = lost.lease().toString();
    Set<UUID> begun =
        Optional.ofNullable(noted.get(name)).map(AcceptedBatch.Noted::inFlight).orElse(Set.of());
    return deliveries
        .release(claim.campaignId(), claim.channel(), lost, begun)
        .chain(() -> blocking(() -> drop(claim.campaignId(), name)))
        .replaceWithVoid();
  }

  private Uni<Map<String, AcceptedBatch.Noted>> takeOver(Tour tour) {
    UUID campaign = tour.campaign().id();
    return blocking(() -> finish(campaign))
        .call(
            () ->
                deliveries
                    .known(campaign)
                    .chain(known -> blocking(() -> unknown(campaign, known)))
                    .chain(names -> each(names, name -> catchUp(tour, name))));
  }

  private List<String> unknown(UUID campaign, List<String> known) {
    Set<String> sure = new HashSet<>(known);
    return witness.names(stream(campaign)).stream().filter(name -> !sure.contains(name)).toList();
  }

  /**
   * Makes records of what lanes noted and have not recorded. The number of lines is in the name:
   * should the lane be alive and note more, that is another record.
   */
  private Map<String, AcceptedBatch.Noted> finish(UUID campaign) {
    Map<String, AcceptedBatch.Noted> all = new HashMap<>();
    witness
        .hints(stream(campaign))
        .forEach(
            (name, lines) -> {
              AcceptedBatch.Noted noted = AcceptedBatch.noted(lines);
              if (!noted.accepted().isEmpty()) {
                witness.append(
                    stream(campaign),
                    name + "-" + noted.accepted().size(),
                    AcceptedBatch.join(noted.accepted()));
              }
              all.put(name, noted);
            });
    return all;
  }

  private boolean drop(UUID campaign, String name) {
    witness.dropHints(stream(campaign), name);
    return true;
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

  private Uni<Void> catchUp(Tour tour, String name) {
    UUID campaign = tour.campaign().id();
    UUID entry = UuidCreator.getTimeOrderedEpoch();
    return blocking(() -> AcceptedBatch.read(witness.read(stream(campaign), name)))
        .chain(
            accepted ->
                pool.withTransaction(
                    tx ->
                        deliveries
                            .catchUp(tx, campaign, name, Entries.recorded(entry, accepted))
                            .chain(
                                taken ->
                                    ledger.appendGroup(
                                        tx, entry, entries.of(tour, accepted, taken)))))
        .invoke(() -> LOG.infof("caught up with batch %s of campaign %s", name, campaign));
  }

  /**
   * Whether the witness took it; where it did not, the mails are out all the same and it is owed.
   */
  private Uni<Boolean> tell(Claim claim, Notes notes) {
    String name = claim.lease().toString();
    if (notes.isEmpty()) {
      return blocking(() -> drop(claim.campaignId(), name)).replaceWith(false);
    }
    return tell(claim, name, notes.record());
  }

  private Uni<Boolean> tell(Claim claim, String name, byte[] record) {
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
