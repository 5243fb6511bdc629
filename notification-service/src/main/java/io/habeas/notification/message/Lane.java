package io.habeas.notification.message;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.carrier.Carrier;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.recipient.Recipients;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends the messages of one channel: claims a few, asks for each whether we may and how to reach
 * whom, hands them over, keeps what became of them, and claims again. What an earlier lane was lost
 * with is taken alone, so that a message that kills its sender is found and set aside.
 */
final class Lane {
  private static final Logger LOG = Logger.getLogger(Lane.class);

  /** What was decided and looked up is acted upon for this long, not longer. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** A lane waits for its way out most of the time: that costs no thread of the machine. */
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Carrier carrier;
  private final Means means;
  private final ClaimStore claims = new ClaimStore();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean caughtUp;
  private volatile boolean stopping;

  Lane(Carrier carrier, Means means) {
    this.carrier = carrier;
    this.means = means;
    Duration longest = carrier.patience().plus(FRESH);
    if (means.config().lease().compareTo(longest) < 0) {
      throw new IllegalStateException(
          "habeas.messages.lease is shorter than a message may take by %s: %s"
              .formatted(carrier.channel(), longest));
    }
  }

  /** What every lane works with. */
  @Singleton
  record Means(
      Pool pool,
      Books books,
      Writing writing,
      Recipients recipients,
      MessagesConfig config,
      BusinessClock businessClock,
      SecurityClock clock) {}

  void stop() {
    stopping = true;
  }

  /** Sends until nothing is due or the way is closed; nothing where that goes on already. */
  Uni<Void> sendAll() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .deferred(this::step)
        .repeat()
        .whilst(goOn -> goOn)
        .collect()
        .last()
        .replaceWithVoid()
        .eventually(() -> busy.set(false));
  }

  private Uni<Boolean> step() {
    if (stopping) {
      return Uni.createFrom().item(false);
    }
    return means
        .books()
        .settleDebts()
        .chain(
            ready -> ready ? catchUpOnce().chain(this::lostOrDue) : Uni.createFrom().item(false));
  }

  private Uni<Void> catchUpOnce() {
    return caughtUp
        ? Uni.createFrom().voidItem()
        : means.books().catchUp().invoke(() -> caughtUp = true);
  }

  private Uni<Boolean> lostOrDue() {
    UUID lease = UuidCreator.getTimeOrderedEpoch();
    Instant now = means.clock().now();
    Instant until = now.plus(means.config().lease());
    return claims
        .claimLost(means.pool(), carrier.channel(), lease, now, until)
        .chain(
            lost ->
                lost.isEmpty()
                    ? claims
                        .claim(
                            means.pool(),
                            carrier.channel(),
                            lease,
                            now,
                            until,
                            means.config().batch())
                        .chain(due -> send(due, lease, until))
                    : means
                        .books()
                        .catchUp()
                        .chain(() -> claims.stillHeld(means.pool(), lost.getFirst(), lease))
                        .chain(held -> send(held, lease, until).replaceWith(true)));
  }

  private Uni<Boolean> send(List<Message> messages, UUID lease, Instant until) {
    if (messages.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    Books.Batch batch = new Books.Batch(lease, means.books().today(), Books.byId(messages));
    Instant askedAt = means.clock().now();
    return find(messages)
        .chain(
            recipients ->
                means
                    .writing()
                    .prepare(messages)
                    .emitOn(THREADS)
                    .map(
                        ready -> {
                          Sending sending = new Sending(means, batch, recipients, ready);
                          return sending.by(carrier, deadline(askedAt, until));
                        }))
        .onFailure()
        .recoverWithItem(
            e -> {
              LOG.warnf("nobody can be reached now, messages wait: %s", e);
              return Sending.givenBack(messages, means.clock().now());
            })
        .call(sent -> means.books().keep(batch, sent.settlements()))
        .map(Sending.Sent::goOn);
  }

  private Uni<Map<UUID, Recipient>> find(List<Message> messages) {
    Map<String, List<Message>> byPurpose =
        messages.stream().collect(Collectors.groupingBy(Message::purpose));
    Map<UUID, Recipient> found = new HashMap<>();
    return Multi.createFrom()
        .iterable(byPurpose.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            group ->
                means
                    .recipients()
                    .find(
                        group.getKey(),
                        carrier.channel(),
                        group.getValue().stream().map(Message::subjectId).distinct().toList())
                    .invoke(
                        known ->
                            group
                                .getValue()
                                .forEach(
                                    message ->
                                        found.put(message.id(), known.get(message.subjectId())))))
        .collect()
        .last()
        .replaceWith(found);
  }

  private Instant deadline(Instant askedAt, Instant until) {
    Instant fresh = askedAt.plus(FRESH);
    Instant leased = until.minus(carrier.patience());
    return fresh.isBefore(leased) ? fresh : leased;
  }
}
