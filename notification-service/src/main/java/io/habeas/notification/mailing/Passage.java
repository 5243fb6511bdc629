package io.habeas.notification.mailing;

import io.habeas.clock.SecurityClock;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.recipient.Recipients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The way of a claim by any channel: claimed, what lost lanes held given back, asked about,
 * carried, kept. How it is carried is the channel's matter.
 */
@Singleton
class Passage {
  private static final Logger LOG = Logger.getLogger(Passage.class);
  private static final String PURPOSE = "policy-notice";

  /** After this long it is asked again of those who could not be asked about. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Deliveries deliveries;
  private final Recipients recipients;
  private final Bookkeeping books;
  private final SecurityClock clock;

  Passage(Deliveries deliveries, Recipients recipients, Bookkeeping books, SecurityClock clock) {
    this.deliveries = deliveries;
    this.recipients = recipients;
    this.books = books;
    this.clock = clock;
  }

  /** How many by which channel, and for how long a claim holds them. */
  record Load(Channel channel, int size, Duration lease) {}

  /**
   * A claim that was asked about.
   *
   * @param recipients of everybody in it
   * @param askedAt security time; what was told then is acted upon for a few seconds
   * @param notes to be told of what is begun and what is taken
   */
  record Asked(
      Tour tour, Claim claim, Map<UUID, Recipient> recipients, Instant askedAt, Notes notes) {}

  /** What a step came to. */
  enum Step {
    /** Some were taken on: there may be more. */
    TAKEN,
    /** Nothing is due, or nothing that nobody else is about to claim. */
    NOTHING_DUE,
    /** It makes no sense to claim more now. */
    HINDERED
  }

  /** Carries a claim and tells what became of each in it. */
  interface Carrying {
    Uni<Sending.Sent> carry(Asked asked);
  }

  /**
   * Claims and carries once.
   *
   * <p>If carrying fails half-way nothing is settled: what became of each is found out from the
   * notes when the claim ends by itself.
   */
  Uni<Step> step(Tour tour, Load load, Carrying carrying) {
    return deliveries
        .claim(tour.campaign().id(), load.channel(), load.size(), load.lease())
        .chain(
            claim ->
                claim.isEmpty()
                    ? Uni.createFrom().item(Step.NOTHING_DUE)
                    : recover(tour, claim, carrying));
  }

  private Uni<Step> recover(Tour tour, Claim claim, Carrying carrying) {
    return books
        .recover(tour, claim)
        .chain(
            () ->
                claim.deliveries().isEmpty()
                    ? Uni.createFrom().item(Step.TAKEN)
                    : ask(tour, claim, carrying));
  }

  private Uni<Step> ask(Tour tour, Claim claim, Carrying carrying) {
    Instant askedAt = clock.now();
    Notes notes = books.open(claim);
    return recipients
        .find(
            PURPOSE,
            claim.channel().asAsked(),
            claim.deliveries().stream().map(Claim.Claimed::subjectId).toList())
        .map(found -> Optional.of(new Asked(tour, claim, found, askedAt, notes)))
        .onFailure()
        .invoke(e -> LOG.warnf("nobody can be reached now, the lane waits: %s", e))
        .onFailure()
        .recoverWithItem(Optional.empty())
        .chain(
            asked ->
                asked.isPresent()
                    ? carrying.carry(asked.get())
                    : Uni.createFrom().item(giveBack(claim)))
        .eventually(notes::close)
        .call(sent -> books.keep(tour, claim, sent.outcomes(), notes))
        .map(sent -> sent.goOn() ? Step.TAKEN : Step.HINDERED);
  }

  /** Gives back a claim of which nothing was sent. */
  private Sending.Sent giveBack(Claim claim) {
    Instant later = clock.now().plus(PAUSE);
    List<Outcome> outcomes =
        claim.deliveries().stream()
            .map(each -> Outcome.of(each, DeliveryState.PLANNED, null, later))
            .toList();
    return new Sending.Sent(outcomes, false);
  }
}
