package io.habeas.notification.smtp;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A session with a relay, for one thread at a time, which it blocks. Letters go out in a pipeline
 * (RFC 2920): each one's text travels with the next one's envelope, so that a letter costs one
 * round trip. When anything is odd about the session it ends, and whoever uses it opens another.
 */
public final class SmtpConnection implements AutoCloseable {
  private final Wire wire;
  private final Endpoint.Patience patience;
  private final Capabilities relay;
  private final boolean pipelining;
  private int accepted;
  private boolean open = true;

  private SmtpConnection(Wire wire, Endpoint endpoint, Capabilities relay) {
    this.wire = wire;
    this.patience = endpoint.patience();
    this.relay = relay;
    this.pipelining = relay.has("PIPELINING");
  }

  /**
   * Connects, secures and authenticates as the endpoint asks.
   *
   * @param tls whom to trust
   * @throws RelayUnavailable if the relay is not there, does not do what the endpoint asks for, or
   *     does not want us
   */
  public static SmtpConnection open(Endpoint endpoint, SSLSocketFactory tls)
      throws RelayUnavailable {
    Wire wire = null;
    try {
      wire = Wire.connect(endpoint);
      return new SmtpConnection(wire, endpoint, new Welcome(wire, endpoint, tls).capabilities());
    } catch (IOException e) {
      if (wire != null) {
        wire.close();
      }
      throw new RelayUnavailable("no session with the relay: " + e.getMessage(), e);
    }
  }

  /** Whether it can be used again. */
  public boolean isOpen() {
    return open;
  }

  /** How many letters the relay took over it. */
  public int accepted() {
    return accepted;
  }

  /**
   * Hands over letters in their order until there are none or the session ends. Each that was drawn
   * is told of exactly once, as soon as it is known; one letter is drawn ahead of the answer to the
   * one before it. After a session's end the source has what was not drawn yet.
   */
  public <T> void sendAll(Iterator<Letter<T>> source, BiConsumer<Letter<T>, Handover> told) {
    Course<T> course = new Course<>(source, told);
    try {
      course.run();
    } catch (IOException e) {
      close();
      course.cutOff(String.valueOf(e.getMessage()));
    }
  }

  /** The letters of one call, and how far they are. */
  private final class Course<T> {
    private final Iterator<Letter<T>> source;
    private final BiConsumer<Letter<T>, Handover> told;

    /** Its envelope or text is on the way. */
    private @Nullable Letter<T> current;

    /** Drawn, with its envelope at most behind the current one's text. */
    private @Nullable Letter<T> ahead;

    private boolean textOnTheWay;

    Course(Iterator<Letter<T>> source, BiConsumer<Letter<T>, Handover> told) {
      this.source = source;
      this.told = told;
    }

    void run() throws IOException {
      current = draw();
      if (current != null) {
        announce(current);
      }
      while (current != null) {
        Opening opening = opening(current);
        ahead = opening.isClosing() ? null : draw();
        Handover outcome = opening.isGo() ? handOver(current) : withdraw(opening);
        tell(outcome);
        if (opening.isClosing() || isClosing(outcome)) {
          throw new IOException("the relay ends the session");
        }
      }
    }

    private Handover handOver(Letter<T> letter) throws IOException {
      textOnTheWay = true;
      wire.outgoing().content(letter.content());
      announceAhead();
      Reply reply = wire.reply(patience.endOfData());
      if (reply.isDone()) {
        accepted++;
        return new Handover.Accepted(reply);
      }
      return judged(reply);
    }

    /** The letter is not wanted; whatever the relay took of its envelope is taken back. */
    private Handover withdraw(Opening opening) throws IOException {
      if (!opening.isClosing()) {
        if (opening.wantsText()) {
          wire.outgoing().endOfData();
        } else {
          wire.outgoing().command("RSET");
        }
        announceAhead();
        wire.reply(patience.reply());
      }
      return opening.isUnwelcome()
          ? new Handover.Unwelcome(opening.refusal())
          : judged(opening.refusal());
    }

    private void announceAhead() throws IOException {
      if (ahead != null && pipelining) {
        announce(ahead);
      } else {
        wire.flush();
      }
    }

    private void tell(Handover outcome) {
      Letter<T> done = current;
      current = ahead;
      ahead = null;
      textOnTheWay = false;
      if (done != null) {
        told.accept(done, outcome);
      }
    }

    /** The next letter that this relay can take at all. */
    private @Nullable Letter<T> draw() {
      while (source.hasNext()) {
        Letter<T> letter = source.next();
        Optional<Handover.Unfitness> unfit = relay.unfitness(letter);
        if (unfit.isEmpty()) {
          return letter;
        }
        told.accept(letter, new Handover.Unfit(unfit.get()));
      }
      return null;
    }

    void cutOff(String why) {
      if (current != null) {
        boolean doubtful = textOnTheWay;
        tell(doubtful ? new Handover.InDoubt(why) : new Handover.NotSent(why));
        if (current != null) {
          tell(new Handover.NotSent(why));
        }
      }
    }
  }

  /** Sends an envelope ahead of its replies, where the relay lets us. */
  private void announce(Letter<?> letter) throws IOException {
    if (pipelining) {
      wire.outgoing().command(relay.mail(letter));
      wire.outgoing().command(recipient(letter));
      wire.outgoing().command("DATA");
      wire.flush();
    }
  }

  /** What the relay says to an envelope; after "no" or goodbye it need not be asked further. */
  private Opening opening(Letter<?> letter) throws IOException {
    Reply mail = pipelining ? wire.reply(patience.reply()) : ask(relay.mail(letter));
    Reply recipient = next(mail, recipient(letter));
    return new Opening(mail, recipient, next(recipient, "DATA"));
  }

  private Reply next(Reply before, String command) throws IOException {
    if (before.code() == Reply.CLOSING || (!pipelining && !before.isDone())) {
      return before;
    }
    return pipelining ? wire.reply(patience.reply()) : ask(command);
  }

  private Reply ask(String command) throws IOException {
    wire.outgoing().command(command);
    wire.flush();
    return wire.reply(patience.reply());
  }

  private static String recipient(Letter<?> letter) {
    return "RCPT TO:<" + letter.to().address() + ">";
  }

  private static Handover judged(Reply reply) {
    return reply.isTransient() ? new Handover.Deferred(reply) : new Handover.Refused(reply);
  }

  private static boolean isClosing(Handover outcome) {
    return outcome instanceof Handover.Deferred(Reply reply) && reply.code() == Reply.CLOSING;
  }

  /** Says goodbye without waiting for an answer. */
  @Override
  public void close() {
    if (open) {
      open = false;
      try {
        wire.outgoing().clear();
        wire.outgoing().command("QUIT");
        wire.flush();
      } catch (IOException e) {
        // It is gone already.
      } finally {
        wire.close();
      }
    }
  }
}
