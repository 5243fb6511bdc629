package io.habeas.notification.mailing;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.bounce.ReturnPaths;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.dkim.DkimSigner;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.relay.Domains;
import io.habeas.notification.relay.Relays;
import io.habeas.notification.rendering.Addressee;
import io.habeas.notification.rendering.NoticeLetters;
import io.habeas.notification.smtp.Mailbox;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends what was claimed, over whichever relay is up. Blocks: for a thread of its own. Made at the
 * start, so that a setting under which nothing could be sent stops the service then.
 */
@Startup
@Singleton
class Sending {
  /** What was decided and looked up is acted upon for this long, not longer. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Relays relays;
  private final NoticeLetters letters;
  private final DkimSigner signer;
  private final MailingConfig config;
  private final ReturnPaths returnPaths;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final Domains domains = new Domains();

  Sending(
      Relays relays,
      NoticeLetters letters,
      DkimSigner signer,
      MailingConfig config,
      ReturnPaths returnPaths,
      BusinessClock businessClock,
      SecurityClock clock) {
    this.relays = relays;
    this.letters = letters;
    this.signer = signer;
    this.config = config;
    this.returnPaths = returnPaths;
    this.businessClock = businessClock;
    this.clock = clock;
    Duration longest = relays.patience().plus(FRESH);
    if (config.lease().compareTo(longest) < 0) {
      throw new IllegalStateException(
          "habeas.mailing.lease is shorter than a letter may take with these relays: %s"
              .formatted(longest));
    }
  }

  /** What became of a claim, and whether it makes sense to claim more now. */
  record Sent(List<Outcome> outcomes, boolean goOn) {}

  /**
   * Sends to each, noting what is begun and what the relay takes; what comes too late is given
   * back.
   */
  Sent send(Passage.Asked asked) {
    Instant deadline =
        earlier(asked.askedAt().plus(FRESH), asked.claim().until().minus(relays.patience()));
    Round round = new Round(this, asked, deadline);
    boolean relayThere = relays.handOver(round, round::told);
    return new Sent(round.outcomes(relayThere), relayThere);
  }

  byte[] write(Tour tour, Claim.Claimed delivery, PolicyText text, Addressee to) {
    String id = MessageIds.of(tour.campaign().id(), delivery.subjectId(), config.messageIdDomain());
    return signer.sign(
        letters.write(tour.campaign(), tour.version(), text, to, id, businessClock.now()));
  }

  Duration firstRetry() {
    return config.firstRetry();
  }

  InDoubt inDoubt() {
    return config.inDoubt();
  }

  Optional<Mailbox> returnPath(Tour tour, Claim.Claimed delivery) {
    return returnPaths.of(tour.campaign().id(), delivery.subjectId(), delivery.attempt());
  }

  Domains domains() {
    return domains;
  }

  Instant now() {
    return clock.now();
  }

  Instant businessNow() {
    return businessClock.now();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
