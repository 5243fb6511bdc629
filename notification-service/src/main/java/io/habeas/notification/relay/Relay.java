package io.habeas.notification.relay;

import io.habeas.notification.smtp.Endpoint;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.RelayUnavailable;
import io.habeas.notification.smtp.SmtpConnection;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One relay: its open sessions, lent to one thread at a time, and whether it is up. One that fails
 * rests for a second, then two, four, up to a minute; the first success ends that.
 */
final class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final String name;
  private final Endpoint endpoint;
  private final RelaysConfig.Relay config;
  private final SSLSocketFactory tls;
  private final LongSupplier clock;
  private final @Nullable Pace pace;
  private final ConcurrentLinkedDeque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
  private Duration rest = Duration.ZERO;
  private long restsUntil;
  private int turn;

  Relay(
      String name,
      RelaysConfig.Relay config,
      String ourName,
      SSLSocketFactory tls,
      LongSupplier clock) {
    this.name = name;
    this.config = config;
    this.endpoint = endpoint(config, ourName);
    this.tls = tls;
    this.clock = clock;
    this.pace =
        config.perSecond().isPresent() ? new Pace(config.perSecond().getAsInt(), clock) : null;
  }

  /** Whether it may be tried now. */
  synchronized boolean isUp() {
    return rest.isZero() || clock.getAsLong() - restsUntil >= 0;
  }

  /** Smooth weighted round robin: every relay gains its weight, who is chosen pays for all. */
  synchronized int gain() {
    turn += config.weight();
    return turn;
  }

  synchronized void pay(int all) {
    turn -= all;
  }

  int weight() {
    return config.weight();
  }

  /** The longest that it may take over one letter, from connecting to its last word. */
  Duration patience() {
    return config
        .connectTimeout()
        .plus(config.replyTimeout().multipliedBy(3))
        .plus(config.endOfDataTimeout());
  }

  /** Hands over letters for as long as it takes them; the others stay with the source. */
  <T> void handOver(Iterator<Letter<T>> letters, BiConsumer<Letter<T>, Handover> told) {
    SmtpConnection session;
    try {
      session = borrow();
    } catch (RelayUnavailable e) {
      fails(String.valueOf(e.getMessage()));
      return;
    }
    session.sendAll(
        new Portion<>(letters, config.lettersPerSession() - session.accepted(), pace),
        (letter, outcome) -> {
          learn(outcome);
          told.accept(letter, outcome);
        });
    giveBack(session);
  }

  private void learn(Handover outcome) {
    switch (outcome) {
      case Handover.Accepted _ -> recovers();
      case Handover.Unwelcome(var reply) -> fails("it answered " + reply);
      case Handover.NotSent(String why) -> fails(why);
      case Handover.InDoubt(String why) -> fails(why);
      default -> {
        // It works; what it thinks of a letter says nothing about itself.
      }
    }
  }

  private SmtpConnection borrow() throws RelayUnavailable {
    SmtpConnection known = idle.pollFirst();
    return known == null ? SmtpConnection.open(endpoint, tls) : known;
  }

  private void giveBack(SmtpConnection session) {
    if (session.isOpen() && session.accepted() < config.lettersPerSession()) {
      idle.addFirst(session);
    } else {
      session.close();
    }
  }

  /** Closes what nobody uses: a relay hangs up on those who keep silent. */
  void closeIdle() {
    for (SmtpConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      each.close();
    }
  }

  private synchronized void fails(String why) {
    if (!isUp()) {
      return;
    }
    rest = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
    if (rest.compareTo(LONGEST_REST) > 0) {
      rest = LONGEST_REST;
    }
    restsUntil = clock.getAsLong() + rest.toNanos();
    LOG.warnf("relay %s rests for %s s: %s", name, rest.toSeconds(), why);
  }

  private synchronized void recovers() {
    rest = Duration.ZERO;
  }

  private static Endpoint endpoint(RelaysConfig.Relay config, String ourName) {
    Optional<Endpoint.Credentials> credentials =
        config.username().map(user -> new Endpoint.Credentials(user, config.password().orElse("")));
    return new Endpoint(
        config.host(),
        config.port(),
        config.security(),
        credentials,
        ourName,
        new Endpoint.Patience(
            config.connectTimeout(), config.replyTimeout(), config.endOfDataTimeout()));
  }

  /** As many letters as a session has left, each in its turn. */
  private static final class Portion<T> implements Iterator<Letter<T>> {
    private final Iterator<Letter<T>> letters;
    private final @Nullable Pace pace;
    private int left;

    Portion(Iterator<Letter<T>> letters, int left, @Nullable Pace pace) {
      this.letters = letters;
      this.left = left;
      this.pace = pace;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && letters.hasNext();
    }

    @Override
    public Letter<T> next() {
      left--;
      if (pace != null) {
        pause(pace.take());
      }
      return letters.next();
    }

    private static void pause(Duration duration) {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
