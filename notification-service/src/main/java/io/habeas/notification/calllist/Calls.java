package io.habeas.notification.calllist;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.recipient.Recipients;
import io.habeas.notification.ring.Rings;
import io.habeas.notification.ring.Turn;
import io.habeas.notification.ring.WakingHours;
import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
  private final List<CallSource> sources;
  private final Recipients recipients;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Rings rings;
  private final SecurityClock clock;

  Calls(
      Pool pool,
      @Any Instance<CallSource> sources,
      Recipients recipients,
      Ledger ledger,
      Outbox outbox,
      Rings rings,
      SecurityClock clock) {
    this.pool = pool;
    this.sources = sources.stream().toList();
    this.recipients = recipients;
    this.ledger = ledger;
    this.outbox = outbox;
    this.rings = rings;
    this.clock = clock;
  }

  /** A call to make now, with what it takes. */
  record Call(HeldCall held, Recipient.Reachable to, HeldCall.Script script) {}

  /** The lists that have calls. */
  public Uni<List<CallList>> lists() {
    return Multi.createFrom()
        .iterable(sources)
        .onItem()
        .transformToUniAndConcatenate(CallSource::lists)
        .onItem()
        .<CallList>disjoint()
        .collect()
        .asList();
  }

  private CallSource source(String list) {
    return sources.stream().filter(each -> each.has(list)).findFirst().orElseThrow();
  }

  /** The next call of a list, decided upon and looked up this moment; empty if there is none. */
  Uni<Optional<Call>> next(String actor, String list) {
    return next(actor, list, MOST_PASSED_OVER);
  }

  private Uni<Optional<Call>> next(String actor, String list, int left) {
    if (left == 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    return source(list)
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

  private Uni<Optional<Call>> prepare(String actor, HeldCall held) {
    UUID subject = held.subjectId();
    return recipients
        .find(held.purpose(), CHANNEL, List.of(subject))
        .onFailure()
        .call(() -> later(held, Recipient.Denied.UNDECIDED, UNDECIDED_PAUSE))
        .chain(
            found ->
                switch (Objects.requireNonNull(found.get(subject))) {
                  case Recipient.Reachable to -> inTurn(actor, held, to);
                  case Recipient.Unreachable _ ->
                      none(held.end(HeldCall.Ending.NO_NUMBER, "no-number"));
                  case Recipient.Denied denied ->
                      none(
                          denied.passes()
                              ? later(held, denied.rule(), UNDECIDED_PAUSE)
                              : held.end(HeldCall.Ending.DENIED, denied.rule()));
                });
  }

  /** Each time that a call is given out is a ring of its own: whoever has the number may call. */
  private Uni<Optional<Call>> inTurn(String actor, HeldCall held, Recipient.Reachable to) {
    return rings
        .take(held.subjectId(), held.lease(), to.timeZone())
        .chain(
            turn ->
                switch (turn) {
                  case Turn.Taken _ -> give(actor, held, to);
                  case Turn.NotNow(String reason, Duration pause) ->
                      none(later(held, reason, pause));
                });
  }

  private Uni<Optional<Call>> give(String actor, HeldCall held, Recipient.Reachable to) {
    return held.script(to)
        .map(script -> Optional.of(new Call(held, to, script)))
        .call(() -> pool.withTransaction(tx -> ledger.append(tx, given(actor, held))))
        .onFailure(IllegalStateException.class)
        .recoverWithUni(
            () ->
                none(
                    rings
                        .giveBack(held.subjectId(), held.lease())
                        .chain(() -> held.end(HeldCall.Ending.NOT_WRITTEN, "not-written"))));
  }

  /** Takes back what came of a call. */
  Uni<Void> settle(String actor, Named call, CallOutcome outcome, Answer answer) {
    return source(call.list())
        .held(call.list(), call.subject(), call.id(), call.lease())
        .chain(held -> settle(actor, held, outcome, answer));
  }

  /** Which call, as whoever has it names it. */
  record Named(String list, UUID subject, UUID id, UUID lease) {}

  /**
   * What else is known of a call.
   *
   * @param language in which it was said
   * @param timeZone the person's
   * @param callBackAt when the person wants to be called
   */
  record Answer(
      @Nullable String language, @Nullable String timeZone, @Nullable Instant callBackAt) {}

  private Uni<Void> settle(String actor, HeldCall held, CallOutcome outcome, Answer answer) {
    return switch (outcome) {
      case REACHED -> held.said(answer.language());
      case NO_ANSWER ->
          again(held, "no-answer", CallTimes.again(clock.now(), held.attempt(), answer.timeZone()));
      case BUSY -> again(held, "busy", clock.now().plus(BUSY_PAUSE));
      case WRONG_NUMBER -> held.end(HeldCall.Ending.WRONG_NUMBER, "wrong-number");
      case DO_NOT_CALL -> refused(actor, held);
      case CALL_BACK -> held.later("call-back", callBack(answer), false);
    };
  }

  private Uni<Void> again(HeldCall held, String reason, Instant at) {
    return held.attempt() >= CallTimes.MOST_ATTEMPTS
        ? held.end(HeldCall.Ending.GAVE_UP, "gave-up-" + reason)
        : held.later(reason, at, true);
  }

  /** consent-service is told in any case, so it is told first: saying it twice changes nothing. */
  private Uni<Void> refused(String actor, HeldCall held) {
    Event event =
        new Event(
            held.subjectId(),
            "call.refused",
            Map.of("callId", held.id().toString(), "actor", actor));
    return pool.withTransaction(tx -> outbox.append(tx, event))
        .chain(() -> held.end(HeldCall.Ending.REFUSED, "do-not-call"));
  }

  /**
   * As the person asked, at an hour at which it may ring. When the time comes it is decided anew
   * and counted like any call: who wants none by then, or had two that day, is not called.
   */
  private Instant callBack(Answer answer) {
    Instant wanted = answer.callBackAt();
    Instant now = clock.now();
    if (wanted == null || wanted.isBefore(now) || wanted.isAfter(now.plus(LONGEST_CALL_BACK))) {
      throw new Invalid("callBackAt", "must be within the next fourteen days");
    }
    if (!WakingHours.from(wanted, answer.timeZone()).equals(wanted)) {
      throw new Invalid("callBackAt", "must be between 8:00 and 21:00 where the person is");
    }
    return wanted;
  }

  private Uni<Void> later(HeldCall held, String reason, Duration wait) {
    return held.later(reason, clock.now().plus(wait), false);
  }

  private static Uni<Optional<Call>> none(Uni<Void> settled) {
    return settled.replaceWith(Optional.empty());
  }

  private static Entry given(String actor, HeldCall held) {
    Map<String, Object> details = new HashMap<>(held.about());
    details.put("attempt", held.attempt());
    return new Entry("call.given", actor, held.subjectId(), details);
  }
}
