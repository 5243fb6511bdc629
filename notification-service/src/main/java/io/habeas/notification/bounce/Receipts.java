package io.habeas.notification.bounce;

import io.habeas.clock.BusinessClock;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.CaughtUp;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.OnTheWay;
import io.habeas.notification.report.Report;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Acts upon what a carrier tells of a notice after it took it, as upon what comes back by mail: in
 * the caller's transaction, which remembers that it did.
 */
@Singleton
public class Receipts {
  private static final Logger LOG = Logger.getLogger(Receipts.class);

  private final Deliveries deliveries;
  private final Campaigns campaigns;
  private final TakingBack takingBack;
  private final WitnessedBounces witnessed;
  private final CaughtUp caughtUp;
  private final BusinessClock clock;
  private final BounceStore store = new BounceStore();

  Receipts(
      Deliveries deliveries,
      Campaigns campaigns,
      TakingBack takingBack,
      WitnessedBounces witnessed,
      CaughtUp caughtUp,
      BusinessClock clock) {
    this.witnessed = witnessed;
    this.caughtUp = caughtUp;
    this.deliveries = deliveries;
    this.campaigns = campaigns;
    this.takingBack = takingBack;
    this.clock = clock;
  }

  /** To be waited for before anything is heard: it may undo what only the witness knows. */
  public Uni<Void> whenCaughtUp() {
    return caughtUp.all().onFailure().transform(Receipts::unavailable);
  }

  /** To be waited for before whoever told is let go: the witness has what came of it. */
  public Uni<Void> whenWitnessed() {
    return witnessed.tell().onFailure().transform(Receipts::unavailable);
  }

  private static Throwable unavailable(Throwable why) {
    LOG.errorf("what carriers tell waits for the witness: %s", why);
    return new NotificationFailure.PeerUnavailable();
  }

  /**
   * What became of a parcel.
   *
   * @param failure a short code, or null where it was delivered
   * @return whether that could be kept, which waits until the delivery is settled; nothing, if the
   *     parcel is no notice's
   */
  public Uni<Optional<Boolean>> heard(SqlConnection tx, UUID parcel, @Nullable String failure) {
    return deliveries
        .onTheWay(tx, parcel)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : heard(tx, found.get(), failure).map(Optional::of));
  }

  private Uni<Boolean> heard(SqlConnection tx, OnTheWay delivery, @Nullable String failure) {
    if (delivery.state() != DeliveryState.ACCEPTED) {
      return Uni.createFrom().item(delivery.state().isFinal());
    }
    return campaigns
        .one(delivery.campaignId())
        .map(
            campaign ->
                new Returned(
                    campaign, delivery.subjectId(), delivery.channel(), delivery.attempt()))
        .chain(returned -> keep(tx, returned, failure))
        .replaceWith(true);
  }

  private Uni<Void> keep(SqlConnection tx, Returned returned, @Nullable String failure) {
    Report.Kind kind = failure == null ? Report.Kind.DELIVERED : Report.Kind.FAILED;
    return store
        .receipt(tx, returned, kind, failure, clock.now())
        .chain(
            isNew ->
                isNew && failure != null
                    ? takingBack.failed(tx, returned, failure, failure)
                    : Uni.createFrom().voidItem());
  }
}
