package io.habeas.notification.message;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.calllist.CallList;
import io.habeas.notification.calllist.CallSource;
import io.habeas.notification.calllist.HeldCall;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.template.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that are to be said on the telephone, one at a time to whoever calls. */
@Singleton
class CallQueue implements CallSource {
  private final Pool pool;
  private final Books books;
  private final Writing writing;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final ClaimStore claims = new ClaimStore();
  private final MessageStore store = new MessageStore();

  CallQueue(
      Pool pool, Books books, Writing writing, BusinessClock businessClock, SecurityClock clock) {
    this.pool = pool;
    this.books = books;
    this.writing = writing;
    this.businessClock = businessClock;
    this.clock = clock;
  }

  @Override
  public Uni<List<CallList>> lists() {
    return claims.callLists(pool, clock.now());
  }

  @Override
  public boolean has(String list) {
    return CallList.campaignOf(list).isEmpty();
  }

  @Override
  public Uni<@Nullable HeldCall> next(String list, Duration lease) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant until = clock.now().plus(lease);
    return claims
        .claimCall(pool, list, id, clock.now(), until)
        .map(claimed -> claimed.isEmpty() ? null : new Held(claimed.getFirst(), id, until));
  }

  @Override
  public Uni<HeldCall> held(String list, UUID subject, UUID call, UUID lease) {
    return store
        .one(pool, Bucket.of(subject), call)
        .chain(
            known ->
                known == null
                    ? Uni.createFrom().item(List.<Message>of())
                    : claims.stillHeld(pool, known, lease))
        .map(
            held -> {
              if (held.isEmpty()) {
                throw new NotificationFailure.WrongState("settled", "no longer held by this lease");
              }
              return new Held(held.getFirst(), lease, clock.now());
            });
  }

  /** A message in a caller's hands. */
  private final class Held implements HeldCall {
    private final Message message;
    private final UUID lease;
    private final Instant until;

    Held(Message message, UUID lease, Instant until) {
      this.message = message;
      this.lease = lease;
      this.until = until;
    }

    @Override
    public UUID id() {
      return message.id();
    }

    @Override
    public UUID subjectId() {
      return message.subjectId();
    }

    @Override
    public UUID lease() {
      return lease;
    }

    @Override
    public Instant until() {
      return until;
    }

    @Override
    public int attempt() {
      return message.attempt();
    }

    @Override
    public String purpose() {
      return message.purpose();
    }

    @Override
    public Map<String, Object> about() {
      return Map.of("message", message.id());
    }

    @Override
    public Uni<Script> script(Recipient.Reachable to) {
      return writing
          .prepare(List.of(message))
          .map(ready -> write(ready.getFirst(), to))
          .map(text -> new Script(text.language(), text.sms() == null ? text.plain() : text.sms()));
    }

    private Written write(Writing.Ready ready, Recipient.Reachable to) {
      try {
        return writing.write(ready, to).text();
      } catch (RuntimeException e) {
        // Its message may quote what was to be written.
        throw new IllegalStateException("not written");
      }
    }

    @Override
    public Uni<Void> said(@Nullable String language) {
      String spoken = Objects.requireNonNullElse(language, "en");
      return keep(settlement(MessageState.ACCEPTED, clock.now(), null, spoken, true));
    }

    @Override
    public Uni<Void> end(Ending ending, String reason) {
      return keep(settlement(state(ending), clock.now(), reason, null, true));
    }

    @Override
    public Uni<Void> later(String reason, Instant at, boolean counts) {
      return keep(settlement(MessageState.DEFERRED, at, reason, null, counts));
    }

    private static MessageState state(Ending ending) {
      return switch (ending) {
        case NO_NUMBER -> MessageState.UNREACHABLE;
        case DENIED, REFUSED -> MessageState.SUPPRESSED;
        case NOT_WRITTEN -> MessageState.QUARANTINED;
        case WRONG_NUMBER, GAVE_UP -> MessageState.BOUNCED;
      };
    }

    private Settlement settlement(
        MessageState state,
        Instant dueAt,
        @Nullable String reason,
        @Nullable String language,
        boolean counts) {
      return new Settlement(
          message.bucket(),
          message.id(),
          message.subjectId(),
          state,
          dueAt,
          reason,
          language,
          null,
          state == MessageState.ACCEPTED ? businessClock.now() : null,
          UuidCreator.getTimeOrderedEpoch(),
          counts);
    }

    private Uni<Void> keep(Settlement settlement) {
      return books.keep(
          new Books.Batch(lease, books.today(), Map.of(message.id(), message)),
          List.of(settlement));
    }
  }
}
