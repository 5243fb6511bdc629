package io.habeas.notification.bounce;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.SecurityClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reads the bounce mailbox, one replica at a time: whoever holds the lease. A connection that
 * breaks is made again with the next round. What fails three times is left alone, flagged, and
 * counted.
 */
@Singleton
public class BounceMailbox {
  private static final Logger LOG = Logger.getLogger(BounceMailbox.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_FAILURES = 3;

  private final BouncesConfig config;
  private final Bounces bounces;
  private final Pool pool;
  private final SecurityClock clock;
  private final MeterRegistry meters;
  private final UUID self = UuidCreator.getTimeOrderedEpoch();
  private final BounceStore store = new BounceStore();

  BounceMailbox(
      BouncesConfig config, Bounces bounces, Pool pool, SecurityClock clock, MeterRegistry meters) {
    this.config = config;
    this.bounces = bounces;
    this.pool = pool;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(
      every = "${habeas.bounces.every:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      readAll();
    } catch (MessagingException | RuntimeException e) {
      meters.counter("habeas.bounces.interrupted").increment();
      // A server's own words may quote an address.
      LOG.warnf("the bounce mailbox was not read, the next round goes on: %s", e.getClass());
    }
  }

  /** Processes what waits in the mailbox, if there is one and nobody else reads it. Blocks. */
  public void readAll() throws MessagingException {
    if (config.imap().host().isPresent()) {
      BouncesConfig.Imap imap = config.imap();
      String name =
          "%s@%s/%s".formatted(imap.username().orElse(""), imap.host().get(), imap.folder());
      if (holds(name)) {
        try (ImapMailbox mailbox = ImapMailbox.open(imap)) {
          readAll(mailbox, name);
        }
      }
    }
  }

  private void readAll(ImapMailbox mailbox, String name) throws MessagingException {
    long validity = mailbox.uidValidity();
    List<ImapMailbox.Waiting> some = mailbox.after(0);
    while (!some.isEmpty() && holds(name)) {
      List<Long> uids = some.stream().map(ImapMailbox.Waiting::uid).toList();
      Set<Long> done = await(store.done(pool, name, validity, uids));
      for (ImapMailbox.Waiting waiting : some) {
        if (!ImapMailbox.isOver(waiting)) {
          process(mailbox, waiting, name, validity, done.contains(waiting.uid()));
        }
      }
      some = mailbox.after(uids.getLast());
    }
  }

  private void process(
      ImapMailbox mailbox, ImapMailbox.Waiting waiting, String name, long validity, boolean done)
      throws MessagingException {
    Arrived arrived = new Arrived(name, validity, waiting.uid(), new byte[0]);
    try {
      if (!done) {
        byte[] start = mailbox.start(waiting);
        await(bounces.take(new Arrived(name, validity, waiting.uid(), start)));
      }
      mailbox.done(waiting);
    } catch (IOException | RuntimeException e) {
      LOG.warnf(
          "message %d of the bounce mailbox was not processed: %s", waiting.uid(), e.getClass());
      if (await(store.trouble(pool, arrived)) >= MOST_FAILURES) {
        meters.counter("habeas.bounces", "kind", "unclear", "outcome", "left-alone").increment();
        mailbox.leaveAlone(waiting);
      }
    }
  }

  private boolean holds(String name) {
    Instant now = clock.now();
    return await(store.lease(pool, name, self, now, now.plus(LEASE)));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
