package io.habeas.notification.carrier;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.dkim.DkimSigner;
import io.habeas.notification.relay.Domains;
import io.habeas.notification.relay.Relays;
import io.habeas.notification.rendering.Addressee;
import io.habeas.notification.rendering.SingleLetters;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.Mailbox;
import io.habeas.notification.smtp.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Mail, over the same relays as the mailing. */
@Singleton
public class MailCarrier implements Carrier {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Relays relays;
  private final SingleLetters letters;
  private final DkimSigner signer;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final Optional<Mailbox> returnPath;
  private final Domains domains = new Domains();

  MailCarrier(
      Relays relays,
      SingleLetters letters,
      DkimSigner signer,
      BusinessClock businessClock,
      SecurityClock clock,
      @ConfigProperty(name = "habeas.mailing.bounces") Optional<String> bounces) {
    this.relays = relays;
    this.letters = letters;
    this.signer = signer;
    this.businessClock = businessClock;
    this.clock = clock;
    this.returnPath = bounces.flatMap(Mailbox::of);
  }

  @Override
  public String channel() {
    return "email";
  }

  @Override
  public Duration patience() {
    return relays.patience();
  }

  @Override
  public boolean carry(List<Parcel> parcels, Instant deadline, BiConsumer<Parcel, Fate> told) {
    return relays.handOver(
        new Bag(parcels.iterator(), deadline, told),
        (letter, handover) -> told.accept(letter.about(), fate(letter, handover)));
  }

  private @Nullable Letter<Parcel> letter(Parcel parcel, BiConsumer<Parcel, Fate> told) {
    Optional<Mailbox> mailbox = Mailbox.of(parcel.to().address());
    if (mailbox.isEmpty()) {
      told.accept(parcel, new Fate.Bounced("bad-address"));
      return null;
    }
    Duration rest = domains.rest(mailbox.get().domain(), clock.now());
    if (rest.isPositive()) {
      told.accept(parcel, new Fate.NotSent("domain-rests", rest));
      return null;
    }
    try {
      return new Letter<>(parcel, returnPath, mailbox.get(), content(parcel, mailbox.get()));
    } catch (RuntimeException e) {
      told.accept(parcel, new Fate.Unfit("not-written"));
      return null;
    }
  }

  private byte[] content(Parcel parcel, Mailbox mailbox) {
    String name = Objects.requireNonNullElse(parcel.to().name(), "");
    return signer.sign(
        letters.write(
            new Addressee(mailbox, name),
            new SingleLetters.Content(
                parcel.text().language(),
                parcel.text().subject(),
                parcel.text().plain(),
                parcel.text().html(),
                unsubscribe(parcel)),
            parcel.messageId(),
            businessClock.now(),
            parcel.conversation()));
  }

  /** What can be switched off is not sent without saying how (RFC 8058). */
  private static @Nullable String unsubscribe(Parcel parcel) {
    return parcel.optional()
        ? Objects.requireNonNull(parcel.to().unsubscribe(), "no unsubscribe link")
        : null;
  }

  private Fate fate(Letter<Parcel> letter, Handover handover) {
    String domain = letter.to().domain();
    return switch (handover) {
      case Handover.Accepted _ -> {
        domains.accepted(domain);
        yield new Fate.Accepted(null);
      }
      case Handover.Refused(Reply reply) ->
          isOfRecipient(reply) ? new Fate.Bounced(code(reply)) : new Fate.Unfit(code(reply));
      case Handover.Unfit(Handover.Unfitness why) ->
          new Fate.Unfit(why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Handover.Deferred(Reply reply) -> {
        domains.deferred(domain, clock.now());
        yield new Fate.Deferred(code(reply));
      }
      case Handover.InDoubt _ -> new Fate.InDoubt("no-answer");
      case Handover.Unwelcome(Reply reply) -> new Fate.NotSent("unwelcome-" + reply.code(), PAUSE);
      case Handover.NotSent _ -> new Fate.NotSent("cut-off", PAUSE);
    };
  }

  /**
   * Whether a "never" speaks of the address or mailbox (RFC 3463: x.1.x, x.2.x) and not of what the
   * message says. Without an enhanced code, 550, 551 and 553 are about mailboxes (RFC 5321, 4.2.3).
   */
  private static boolean isOfRecipient(Reply reply) {
    String enhanced = reply.enhanced();
    return enhanced == null
        ? reply.code() == 550 || reply.code() == 551 || reply.code() == 553
        : enhanced.matches("5\\.[12]\\..*");
  }

  /** Never the relay's words, which may quote an address. */
  private static String code(Reply reply) {
    return "smtp-" + Objects.requireNonNullElse(reply.enhanced(), Integer.toString(reply.code()));
  }

  /** Parcels as letters, each written when it is its turn. */
  private final class Bag implements Iterator<Letter<Parcel>> {
    private final Iterator<Parcel> parcels;
    private final Instant deadline;
    private final BiConsumer<Parcel, Fate> told;
    private @Nullable Letter<Parcel> next;

    Bag(Iterator<Parcel> parcels, Instant deadline, BiConsumer<Parcel, Fate> told) {
      this.parcels = parcels;
      this.deadline = deadline;
      this.told = told;
    }

    @Override
    public boolean hasNext() {
      while (next == null && parcels.hasNext() && clock.now().isBefore(deadline)) {
        next = letter(parcels.next(), told);
      }
      return next != null;
    }

    @Override
    public Letter<Parcel> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Letter<Parcel> letter = Objects.requireNonNull(next);
      next = null;
      return letter;
    }
  }
}
