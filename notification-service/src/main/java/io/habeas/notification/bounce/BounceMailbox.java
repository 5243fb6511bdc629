package io.habeas.notification.bounce;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.campaign.CaughtUp;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;

/**
 * Reads the bounce mailbox, one replica at a time: whoever holds the lease. A connection that
 * breaks is made again with the next round, which comes to what it broke over last. What fails
 * three times is left alone, flagged, and counted. What came back of campaigns before they are
 * caught up with waits: it may be what undoes an acceptance that only the witness knows.
 */
@Singleton
public class BounceMailbox {
  private static final Logger LOG = Logger.getLogger(BounceMailbox.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int MOST_FAILURES = 3;

  /** So often a connection may break over one message before it is the message's fault. */
  private static final int MOST_BREAKS = 10;

  private final BouncesConfig config;
  private final Bounces bounces;
  private final WitnessedBounces witnessed;
  private final CaughtUp caughtUp;
  private final Pool pool;
  private final SecurityClock clock;
  private final MeterRegistry meters;
  private final SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
  private final UUID self = UuidCreator.getTimeOrderedEpoch();
  private final BounceStore store = new BounceStore();

  BounceMailbox(
      BouncesConfig config,
      Bounces bounces,
      WitnessedBounces witnessed,
      CaughtUp caughtUp,
      Pool pool,
      SecurityClock clock,
      MeterRegistry meters) {
    this.config = config;
    this.bounces = bounces;
    this.witnessed = witnessed;
    this.caughtUp = caughtUp;
    this.pool = pool;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(
      every = "${habeas.bounces.every:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return readAll()
        .onFailure()
        .invoke(
            e -> {
              meters.counter("habeas.bounces.interrupted").increment();
              // A server's own words may quote an address.
              LOG.warnf(
                  "the bounce mailbox was not read, the next round goes on: %s", e.getClass());
            })
        .onFailure()
        .recoverWithNull();
  }

  /** Processes what waits in the mailbox, if there is one and nobody else reads it. */
  public Uni<Void> readAll() {
    BouncesConfig.Imap imap = config.imap();
    if (imap.host().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String name =
        "%s@%s/%s".formatted(imap.username().orElse(""), imap.host().get(), imap.folder());
    return caughtUp
        .all()
        .chain(() -> holds(name))
        .chain(held -> held ? read(imap, name) : Uni.createFrom().voidItem());
  }

  private Uni<Void> read(BouncesConfig.Imap imap, String name) {
    return blocking(() -> ImapMailbox.open(imap, tls))
        .chain(
            mailbox ->
                blocking(mailbox::uidValidity)
                    .chain(validity -> read(new Reading(mailbox, name, validity)))
                    .eventually(() -> blocking(mailbox::closed)));
  }

  private record Reading(ImapMailbox mailbox, String name, long validity) {}

  /** A loop and not a recursion: a mailing may have come back whole. */
  private Uni<Void> read(Reading reading) {
    return Uni.createFrom()
        .deferred(() -> some(reading))
        .repeat()
        .whilst(goOn -> goOn)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Processes some more; tells whether there may be others. */
  private Uni<Boolean> some(Reading reading) {
    return blocking(reading.mailbox()::next)
        .chain(
            waiting ->
                waiting.isEmpty()
                    ? Uni.createFrom().item(false)
                    : process(reading, waiting).chain(() -> holds(reading.name())));
  }

  private Uni<Void> process(Reading reading, List<ImapMailbox.Waiting> found) {
    List<ImapMailbox.Waiting> waiting = found.stream().filter(each -> !each.isOver()).toList();
    List<Long> uids = waiting.stream().map(ImapMailbox.Waiting::uid).toList();
    return store
        .known(pool, reading.name(), reading.validity(), uids)
        .chain(
            known ->
                letGo(reading, waiting.stream().filter(known::isDone).toList())
                    .chain(() -> take(reading, inOrder(waiting, known), known))
                    .chain(taken -> letGo(reading, taken)));
  }

  private static List<ImapMailbox.Waiting> inOrder(
      List<ImapMailbox.Waiting> waiting, BounceStore.Known known) {
    return waiting.stream()
        .filter(each -> !known.isDone(each))
        .sorted(Comparator.comparingInt(each -> known.failuresOf(each.uid())))
        .toList();
  }

  /** Tells which of them were taken. */
  private Uni<List<ImapMailbox.Waiting>> take(
      Reading reading, List<ImapMailbox.Waiting> waiting, BounceStore.Known known) {
    return each(waiting, one -> take(reading, one, known.failuresOf(one.uid())))
        .map(taken -> taken.stream().flatMap(Optional::stream).toList());
  }

  private Uni<Optional<ImapMailbox.Waiting>> take(
      Reading reading, ImapMailbox.Waiting waiting, int failures) {
    if (failures >= MOST_BREAKS) {
      return leftAlone(reading, waiting).replaceWith(Optional.empty());
    }
    return blocking(() -> reading.mailbox().start(waiting))
        .chain(start -> bounces.take(arrived(reading, waiting, start)))
        .replaceWith(Optional.of(waiting))
        .onFailure()
        .recoverWithUni(e -> troubled(reading, waiting, e).replaceWith(Optional.empty()));
  }

  /** Not before the witness has what came of them: a restored database would have forgotten it. */
  private Uni<Void> letGo(Reading reading, List<ImapMailbox.Waiting> taken) {
    return taken.isEmpty()
        ? Uni.createFrom().voidItem()
        : witnessed.tell().chain(() -> each(taken, one -> letGo(reading, one))).replaceWithVoid();
  }

  private Uni<Boolean> letGo(Reading reading, ImapMailbox.Waiting waiting) {
    return blocking(() -> reading.mailbox().done(waiting))
        .onFailure()
        .recoverWithUni(e -> troubled(reading, waiting, e));
  }

  private static <T, R> Uni<List<R>> each(List<T> all, Function<T, Uni<R>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(one -> work.apply(one))
        .collect()
        .asList();
  }

  /** A server that is gone is gone for all that waits there: the round ends. */
  private Uni<Boolean> troubled(Reading reading, ImapMailbox.Waiting waiting, Throwable why) {
    LOG.warnf(
        "message %d of the bounce mailbox was not processed: %s", waiting.uid(), why.getClass());
    return store
        .trouble(pool, arrived(reading, waiting, new byte[0]))
        .chain(
            failures ->
                blocking(reading.mailbox()::isOpen)
                    .chain(
                        open -> {
                          if (!open) {
                            return Uni.createFrom().<Boolean>failure(why);
                          }
                          return failures < MOST_FAILURES
                              ? Uni.createFrom().item(false)
                              : leftAlone(reading, waiting);
                        }));
  }

  private Uni<Boolean> leftAlone(Reading reading, ImapMailbox.Waiting waiting) {
    meters.counter("habeas.bounces", "kind", "unclear", "outcome", "left-alone").increment();
    return blocking(() -> reading.mailbox().leaveAlone(waiting));
  }

  private static Arrived arrived(Reading reading, ImapMailbox.Waiting waiting, byte[] start) {
    return new Arrived(reading.name(), reading.validity(), waiting.uid(), start);
  }

  private Uni<Boolean> holds(String name) {
    Instant now = clock.now();
    return store.lease(pool, name, self, now, now.plus(LEASE));
  }

  /** IMAP waits for its server. */
  private static <T> Uni<T> blocking(Callable<T> work) {
    return Uni.createFrom()
        .item(Unchecked.supplier(work::call))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
