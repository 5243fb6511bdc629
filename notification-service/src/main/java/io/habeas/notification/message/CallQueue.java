package io.habeas.notification.message;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.recipient.Recipient;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that are to be said on the telephone, one at a time to whoever calls. */
@Singleton
public class CallQueue {
  private final Pool pool;
  private final Books books;
  private final Writing writing;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final MessageStore store = new MessageStore();

  CallQueue(
      Pool pool, Books books, Writing writing, BusinessClock businessClock, SecurityClock clock) {
    this.pool = pool;
    this.books = books;
    this.writing = writing;
    this.businessClock = businessClock;
    this.clock = clock;
  }

  /** How many calls a list has, and how many of them now. */
  public record Waiting(String list, long waiting, long due) {}

  /**
   * A call that one caller alone holds until the lease ends.
   *
   * @param attempt from 1
   */
  public record Held(Message message, UUID lease, Instant until) {
    /** How often it was tried, this time included. */
    public int attempt() {
      return message.attempt();
    }
  }

  /** What is to be said, in which language. */
  public record Script(String language, String text) {
    /** What it says stays out of logs. */
    @Override
    public String toString() {
      return "Script[" + language + "]";
    }
  }

  /** The lists that have calls. */
  public Uni<List<Waiting>> lists() {
    return store.callLists(pool, clock.now());
  }

  /** The next call of a list; null if none is due. */
  public Uni<@Nullable Held> next(String list, Duration lease) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant until = clock.now().plus(lease);
    return store
        .claimCall(pool, list, id, clock.now(), until)
        .map(claimed -> claimed.isEmpty() ? null : new Held(claimed.getFirst(), id, until));
  }

  /**
   * A call that is held already.
   *
   * @throws NotificationFailure.WrongState where the lease is over
   */
  public Uni<Held> held(UUID subject, UUID message, UUID lease) {
    return store
        .one(pool, Bucket.of(subject), message)
        .chain(
            known ->
                known == null
                    ? Uni.createFrom().item(List.<Message>of())
                    : store.stillHeld(pool, known, lease))
        .map(
            held -> {
              if (held.isEmpty()) {
                throw new NotificationFailure.WrongState("settled", "no longer held by this lease");
              }
              return new Held(held.getFirst(), lease, clock.now());
            });
  }

  /** What is to be said; fails where it cannot be written. */
  public Uni<Script> script(Held held, Recipient.Reachable to) {
    return writing
        .prepare(List.of(held.message()))
        .map(ready -> writing.write(ready.getFirst(), to).text())
        .map(text -> new Script(text.language(), text.sms() == null ? text.plain() : text.sms()));
  }

  /** It was said. */
  public Uni<Void> said(Held held, String language) {
    Message message = held.message();
    return keep(
        held,
        new Settlement(
            message.bucket(),
            message.id(),
            message.subjectId(),
            MessageState.ACCEPTED,
            clock.now(),
            null,
            language,
            null,
            businessClock.now(),
            UuidCreator.getTimeOrderedEpoch(),
            true));
  }

  /**
   * It was not, and is not tried again.
   *
   * @param state bounced, unreachable, suppressed or quarantined
   */
  public Uni<Void> end(Held held, MessageState state, String reason) {
    return keep(held, settlement(held, state, reason, clock.now(), true));
  }

  /**
   * It was not; another time.
   *
   * @param counts whether anybody's telephone rang
   */
  public Uni<Void> later(Held held, String reason, Instant at, boolean counts) {
    return keep(held, settlement(held, MessageState.DEFERRED, reason, at, counts));
  }

  private static Settlement settlement(
      Held held, MessageState state, String reason, Instant dueAt, boolean counts) {
    Message message = held.message();
    return new Settlement(
        message.bucket(),
        message.id(),
        message.subjectId(),
        state,
        dueAt,
        reason,
        null,
        null,
        null,
        UuidCreator.getTimeOrderedEpoch(),
        counts);
  }

  private Uni<Void> keep(Held held, Settlement settlement) {
    Message message = held.message();
    return books.keep(
        new Books.Batch(held.lease(), books.today(), Map.of(message.id(), message)),
        List.of(settlement));
  }
}
