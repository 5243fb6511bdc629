package io.habeas.notification.calllist;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.message.CallQueue;
import io.habeas.notification.message.MessageState;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.recipient.Recipients;
import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives out calls and takes back what came of them. */
@Singleton
public class Calls {
  private static final String CHANNEL = "phone";
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final Duration UNDECIDED_PAUSE = Duration.ofMinutes(5);
  private static final Duration BUSY_PAUSE = Duration.ofMinutes(20);
  private static final Duration LONGEST_CALL_BACK = Duration.ofDays(14);

  /** So many that nobody may be called are passed over before the caller is told to wait. */
  private static final int MOST_PASSED_OVER = 25;

  private final Pool pool;
  private final CallQueue queue;
  private final Recipients recipients;
  private final Ledger ledger;
  private final Outbox outbox;
  private final BusinessClock businessClock;
  private final SecurityClock clock;

  Calls(
      Pool pool,
      CallQueue queue,
      Recipients recipients,
      Ledger ledger,
      Outbox outbox,
      BusinessClock businessClock,
      SecurityClock clock) {
    this.pool = pool;
    this.queue = queue;
    this.recipients = recipients;
    this.ledger = ledger;
    this.outbox = outbox;
    this.businessClock = businessClock;
    this.clock = clock;
  }

  /** A call to make now, with what it takes. */
  record Call(CallQueue.Held held, Recipient.Reachable to, CallQueue.Script script) {}

  /** The lists that have calls. */
  public Uni<List<CallQueue.Waiting>> lists() {
    return queue.lists();
  }

  /** The next call of a list, decided upon and looked up this moment; empty if there is none. */
  Uni<Optional<Call>> next(String actor, String list) {
    return next(actor, list, MOST_PASSED_OVER);
  }

  private Uni<Optional<Call>> next(String actor, String list, int left) {
    if (left == 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    return queue
        .next(list, LEASE)
        .chain(
            held ->
                held == null
                    ? Uni.createFrom().item(Optional.empty())
                    : prepare(actor, held)
                        .chain(
                            call ->
                                call.isPresent()
                                    ? Uni.createFrom().item(call)
                                    : next(actor, list, left - 1)));
  }

  private Uni<Optional<Call>> prepare(String actor, CallQueue.Held held) {
    UUID subject = held.message().subjectId();
    return recipients
        .find(held.message().purpose(), CHANNEL, List.of(subject))
        .onFailure()
        .call(() -> later(held, "undecided", UNDECIDED_PAUSE))
        .chain(
            found ->
                switch (Objects.requireNonNull(found.get(subject))) {
                  case Recipient.Reachable to -> atThisHour(actor, held, to);
                  case Recipient.Unreachable _ ->
                      none(queue.end(held, MessageState.UNREACHABLE, "no-number"));
                  case Recipient.Denied(String rule) -> none(denied(held, rule));
                });
  }

  private Uni<Optional<Call>> atThisHour(
      String actor, CallQueue.Held held, Recipient.Reachable to) {
    Instant now = businessClock.now();
    Instant allowed = CallTimes.allowed(now, to.timeZone());
    if (allowed.isAfter(now)) {
      return none(later(held, "quiet-hours", Duration.between(now, allowed)));
    }
    return queue
        .script(held, to)
        .map(script -> Optional.of(new Call(held, to, script)))
        .call(() -> pool.withTransaction(tx -> ledger.append(tx, given(actor, held))))
        .onFailure(IllegalStateException.class)
        .recoverWithUni(() -> none(queue.end(held, MessageState.QUARANTINED, "not-written")));
  }

  private Uni<Void> denied(CallQueue.Held held, String rule) {
    return switch (rule) {
      case "quiet-hours", "undecided", "denied" -> later(held, rule, UNDECIDED_PAUSE);
      default -> queue.end(held, MessageState.SUPPRESSED, rule);
    };
  }

  /** Takes back what came of a call. */
  Uni<Void> settle(
      String actor, UUID subject, UUID call, UUID lease, CallOutcome outcome, Answer answer) {
    return queue.held(subject, call, lease).chain(held -> settle(actor, held, outcome, answer));
  }

  /**
   * What else is known of a call.
   *
   * @param language in which it was said
   * @param timeZone the person's
   * @param callBackAt when the person wants to be called
   */
  record Answer(
      @Nullable String language, @Nullable String timeZone, @Nullable Instant callBackAt) {}

  private Uni<Void> settle(String actor, CallQueue.Held held, CallOutcome outcome, Answer answer) {
    return switch (outcome) {
      case REACHED -> queue.said(held, Objects.requireNonNullElse(answer.language(), "en"));
      case NO_ANSWER ->
          again(held, "no-answer", CallTimes.again(clock.now(), held.attempt(), answer.timeZone()));
      case BUSY -> again(held, "busy", clock.now().plus(BUSY_PAUSE));
      case WRONG_NUMBER -> queue.end(held, MessageState.BOUNCED, "wrong-number");
      case DO_NOT_CALL -> refused(actor, held);
      case CALL_BACK -> queue.later(held, "call-back", callBack(answer), false);
    };
  }

  private Uni<Void> again(CallQueue.Held held, String reason, Instant at) {
    return held.attempt() >= CallTimes.MOST_ATTEMPTS
        ? queue.end(held, MessageState.BOUNCED, "gave-up-" + reason)
        : queue.later(held, reason, at, true);
  }

  /** consent-service is told in any case, so it is told first: saying it twice changes nothing. */
  private Uni<Void> refused(String actor, CallQueue.Held held) {
    Event event =
        new Event(
            held.message().subjectId(),
            "call.refused",
            Map.of("callId", held.message().id().toString(), "actor", actor));
    return pool.withTransaction(tx -> outbox.append(tx, event))
        .chain(() -> queue.end(held, MessageState.SUPPRESSED, "do-not-call"));
  }

  private Instant callBack(Answer answer) {
    Instant wanted = answer.callBackAt();
    Instant now = clock.now();
    if (wanted == null || wanted.isBefore(now) || wanted.isAfter(now.plus(LONGEST_CALL_BACK))) {
      throw new Invalid("callBackAt", "must be within the next fourteen days");
    }
    return wanted;
  }

  private Uni<Void> later(CallQueue.Held held, String reason, Duration wait) {
    return queue.later(held, reason, clock.now().plus(wait), false);
  }

  private static Uni<Optional<Call>> none(Uni<Void> settled) {
    return settled.replaceWith(Optional.empty());
  }

  private static Entry given(String actor, CallQueue.Held held) {
    return new Entry(
        "call.given",
        actor,
        held.message().subjectId(),
        Map.of("message", held.message().id(), "attempt", held.attempt()));
  }
}
