package io.habeas.notification.mailing;

import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.delivery.RelayAnswer;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.rendering.Addressee;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.Mailbox;
import io.habeas.notification.smtp.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A claim on its way to the relays: writes each letter when it is its turn, and knows what became
 * of every delivery. What may not be sent, cannot, or comes too late is settled or given back
 * without a letter.
 */
final class Round implements Iterator<Letter<Round.Sent>> {
  private static final Logger LOG = Logger.getLogger(Round.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration UNDECIDED_PAUSE = Duration.ofMinutes(5);
  private static final Duration DOUBT_PAUSE = Duration.ofSeconds(15);

  /** From a minute on: two, four ... up to eight and a half hours, a day and an hour in all. */
  private static final int ATTEMPTS = 12;

  private static final int LONGEST_WAIT = 9;
  private static final String GAVE_UP = "gave-up-";
  private static final String NOT_WRITTEN = "not-written";

  private final Sending sending;
  private final Tour tour;
  private final Map<UUID, Recipient> recipients;
  private final Instant deadline;
  private final Notes notes;
  private final Queue<Claim.Claimed> waiting;
  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable Letter<Sent> next;

  /** A letter's delivery and the text that it carries. */
  record Sent(Claim.Claimed delivery, PolicyText text, @Nullable UUID contactPointId) {}

  Round(Sending sending, Passage.Asked asked, Instant deadline) {
    this.sending = sending;
    this.tour = asked.tour();
    this.waiting = new ArrayDeque<>(asked.claim().deliveries());
    this.recipients = asked.recipients();
    this.deadline = deadline;
    this.notes = asked.notes();
  }

  /** What became of all of them; what was not begun is given back. */
  List<Outcome> outcomes(boolean relayThere) {
    Duration wait = relayThere ? Duration.ZERO : PAUSE;
    waiting.forEach(each -> outcomes.add(givenBack(each, wait)));
    waiting.clear();
    return outcomes;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !waiting.isEmpty() && sending.now().isBefore(deadline)) {
      next = written(waiting.remove());
    }
    return next != null;
  }

  @Override
  public Letter<Sent> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Letter<Sent> letter = Objects.requireNonNull(next);
    next = null;
    notes.begun(letter.about().delivery());
    return letter;
  }

  /** One that cannot be written may not keep the others from theirs. */
  private @Nullable Letter<Sent> written(Claim.Claimed delivery) {
    try {
      return letter(delivery);
    } catch (RuntimeException e) {
      // Its message may quote what was to be written, and where it happened often it has no trace.
      LOG.errorf("a notice could not be written: %s", e.getClass().getName());
      outcomes.add(
          delivery.attempt() >= ATTEMPTS
              ? Outcome.of(delivery, DeliveryState.BOUNCED, GAVE_UP + NOT_WRITTEN, sending.now())
              : Outcome.of(delivery, DeliveryState.DEFERRED, NOT_WRITTEN, again(delivery)));
      return null;
    }
  }

  private @Nullable Letter<Sent> letter(Claim.Claimed delivery) {
    if (!sending.inDoubt().allowsAfter(delivery.doubts())) {
      return settle(delivery, DeliveryState.UNREACHABLE, InDoubt.REASON);
    }
    return switch (Objects.requireNonNull(recipients.get(delivery.subjectId()))) {
      case Recipient.Unreachable _ -> settle(delivery, DeliveryState.UNREACHABLE, "no-address");
      case Recipient.Denied denied when denied.isErased() ->
          settle(delivery, DeliveryState.SUPPRESSED, denied.rule());
      case Recipient.Denied denied when denied.passes() ->
          delay(delivery, DeliveryState.DEFERRED, denied.rule(), UNDECIDED_PAUSE);
      case Recipient.Denied(String rule) -> settle(delivery, DeliveryState.UNREACHABLE, rule);
      case Recipient.Reachable reachable -> letter(delivery, reachable);
    };
  }

  private @Nullable Letter<Sent> letter(Claim.Claimed delivery, Recipient.Reachable to) {
    Optional<Mailbox> mailbox = Mailbox.of(to.address());
    if (mailbox.isEmpty()) {
      return settle(delivery, DeliveryState.BOUNCED, "bad-address");
    }
    Duration rest = sending.domains().rest(mailbox.get().domain(), sending.now());
    if (rest.isPositive()) {
      return delay(delivery, DeliveryState.PLANNED, "domain-rests", rest);
    }
    PolicyText text = tour.texts().in(to.languages()).text();
    Addressee addressee = new Addressee(mailbox.get(), to.name() == null ? "" : to.name());
    return new Letter<>(
        new Sent(delivery, text, to.contactPointId()),
        sending.returnPath(tour, delivery),
        mailbox.get(),
        sending.write(tour, delivery, text, addressee));
  }

  /** What a relay said of a letter. */
  void told(Letter<Sent> letter, Handover handover) {
    Claim.Claimed delivery = letter.about().delivery();
    String domain = letter.to().domain();
    switch (handover) {
      case Handover.Accepted(Reply reply) -> {
        sending.domains().accepted(domain);
        Outcome outcome =
            Outcome.accepted(
                    delivery,
                    letter.about().text().language(),
                    sending.businessNow(),
                    sending.now())
                .answered(answer(reply))
                .at(letter.about().contactPointId());
        outcomes.add(outcome);
        notes.accepted(outcome);
      }
      case Handover.Refused(Reply reply) -> refuse(letter.about(), code(reply), reply);
      case Handover.Unfit(Handover.Unfitness why) ->
          settle(delivery, DeliveryState.BOUNCED, slug(why));
      case Handover.Deferred(Reply reply) -> {
        sending.domains().deferred(domain, sending.now());
        defer(letter.about(), reply);
      }
      case Handover.InDoubt _ -> doubt(delivery);
      case Handover.Unwelcome(Reply reply) ->
          delay(delivery, DeliveryState.PLANNED, "unwelcome-" + reply.code(), PAUSE);
      case Handover.NotSent _ -> delay(delivery, DeliveryState.PLANNED, "cut-off", PAUSE);
    }
  }

  private void doubt(Claim.Claimed delivery) {
    if (sending.inDoubt().allowsAfter(delivery.doubts() + 1)) {
      delay(delivery, DeliveryState.IN_DOUBT, "no-answer", DOUBT_PAUSE);
    } else {
      settle(delivery, DeliveryState.UNREACHABLE, InDoubt.REASON);
    }
  }

  private void refuse(Sent sent, String reason, Reply reply) {
    outcomes.add(
        Outcome.of(sent.delivery(), DeliveryState.BOUNCED, reason, sending.now())
            .answered(answer(reply))
            .at(sent.contactPointId()));
  }

  private void defer(Sent sent, Reply reply) {
    Claim.Claimed delivery = sent.delivery();
    if (delivery.attempt() >= ATTEMPTS) {
      refuse(sent, GAVE_UP + code(reply), reply);
    } else {
      outcomes.add(
          Outcome.of(delivery, DeliveryState.DEFERRED, code(reply), again(delivery))
              .answered(answer(reply)));
    }
  }

  /** When it is tried again. */
  private Instant again(Claim.Claimed delivery) {
    int doublings = Math.min(delivery.attempt() - 1, LONGEST_WAIT);
    return sending.now().plus(sending.firstRetry().multipliedBy(1L << doublings));
  }

  private @Nullable Letter<Sent> settle(
      Claim.Claimed delivery, DeliveryState state, String reason) {
    outcomes.add(Outcome.of(delivery, state, reason, sending.now()));
    return null;
  }

  private @Nullable Letter<Sent> delay(
      Claim.Claimed delivery, DeliveryState state, String reason, Duration wait) {
    outcomes.add(Outcome.of(delivery, state, reason, sending.now().plus(wait)));
    return null;
  }

  private Outcome givenBack(Claim.Claimed delivery, Duration wait) {
    return Outcome.of(delivery, DeliveryState.PLANNED, null, sending.now().plus(wait));
  }

  private static RelayAnswer answer(Reply reply) {
    return new RelayAnswer(reply.code(), reply.enhanced());
  }

  /** Never the relay's words, which may quote an address. */
  private static String code(Reply reply) {
    return "smtp-" + (reply.enhanced() == null ? reply.code() : reply.enhanced());
  }

  private static String slug(Handover.Unfitness why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
