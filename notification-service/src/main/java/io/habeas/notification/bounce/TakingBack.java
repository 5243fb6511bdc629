package io.habeas.notification.bounce;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Bounce;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.TakenBack;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.reachability.Reachabilities;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes an acceptance back, whichever channel it was by: with an entry that names what it undoes,
 * word to subject-service where nobody is there, and the next channel. Once the version binds, that
 * is recorded and undoes nothing.
 */
@Singleton
class TakingBack {
  private static final String ACTOR = "notification-service";

  private final Campaigns campaigns;
  private final Policies policies;
  private final Deliveries deliveries;
  private final Reachabilities reachabilities;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final BounceStore store = new BounceStore();
  private final UntoldStore untold = new UntoldStore();

  TakingBack(
      Campaigns campaigns,
      Policies policies,
      Deliveries deliveries,
      Reachabilities reachabilities,
      Ledger ledger,
      BusinessClock clock) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.deliveries = deliveries;
    this.reachabilities = reachabilities;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * It failed for good; the witness is to be told, if that did anything.
   *
   * @param status enhanced (RFC 3463), or what the channel has for it
   * @param reason what the delivery keeps of it
   */
  Uni<Void> failed(SqlConnection tx, Returned returned, String status, String reason) {
    Undone undone = new Undone(returned, status, reason, clock.now(), true);
    Bounce bounce = bounce(undone);
    return binds(tx, returned)
        .chain(
            binds -> binds ? deliveries.markBounced(tx, bounce) : deliveries.takeBack(tx, bounce))
        .call(taken -> follow(tx, undone, bounce, taken))
        .chain(
            taken ->
                taken.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : untold.keep(
                        tx,
                        bounce.entryId(),
                        new Undone(returned, status, reason, undone.at(), !taken.get().tooLate())));
  }

  /**
   * What the rows have forgotten and the witness has not; where the acceptance stood, it stands.
   * Tells whether they had.
   */
  Uni<Boolean> again(SqlConnection tx, Undone undone) {
    Bounce bounce = bounce(undone);
    return binds(tx, undone.of())
        .chain(
            binds ->
                binds || !undone.takenBack()
                    ? deliveries.markBounced(tx, bounce)
                    : deliveries.takeBackAgain(tx, bounce))
        .call(taken -> follow(tx, undone, bounce, taken))
        .map(Optional::isPresent);
  }

  private static Bounce bounce(Undone undone) {
    return new Bounce(
        undone.of().campaign().id(),
        undone.of().subjectId(),
        undone.of().channel(),
        undone.reason(),
        undone.at(),
        UuidCreator.getTimeOrderedEpoch());
  }

  /** Held until the transaction ends, so that the guard and the bounce come one after the other. */
  private Uni<Boolean> binds(SqlConnection tx, Returned returned) {
    return policies.stateHeld(tx, returned.campaign().versionId()).map(TakingBack::binds);
  }

  /** What binds was lawful when it came into force; that is not undone by a mail of today. */
  private static boolean binds(VersionState state) {
    return state == VersionState.IN_FORCE || state == VersionState.SUPERSEDED;
  }

  private Uni<Void> follow(
      SqlConnection tx, Undone undone, Bounce bounce, Optional<TakenBack> taken) {
    return taken.isEmpty()
        ? Uni.createFrom().voidItem()
        : follow(tx, undone.of(), undone.status(), bounce.entryId(), taken.get());
  }

  private Uni<Void> follow(
      SqlConnection tx, Returned returned, String status, UUID entry, TakenBack taken) {
    Map<String, Object> details = about(returned);
    details.put("status", status);
    details.put("takenBack", !taken.tooLate());
    details.put("attempt", returned.attempt());
    if (taken.acceptedAt() != null) {
      details.put("acceptedAt", taken.acceptedAt());
    }
    if (taken.entryId() != null) {
      details.put("acceptedEntry", taken.entryId());
    }
    if (taken.followedBy() != null) {
      details.put("followedBy", taken.followedBy().slug());
    }
    return ledger
        .appendAll(
            tx, Map.of(entry, new Entry("notice.bounced", ACTOR, returned.subjectId(), details)))
        .chain(
            () -> reachabilities.failed(tx, returned.subjectId(), taken.contactPointId(), status))
        .chain(() -> store.count(tx, returned, "late-bounce"))
        .chain(
            () ->
                taken.followedBy() == null
                    ? Uni.createFrom().voidItem()
                    : campaigns.reopen(tx, returned.campaign().id()));
  }

  /** What the ledger says of the delivery. */
  static Map<String, Object> about(Returned returned) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("campaign", returned.campaign().id());
    details.put("document", returned.campaign().document());
    details.put("version", returned.campaign().label());
    details.put("channel", returned.channel().slug());
    return details;
  }
}
