package io.habeas.notification.mailing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.recipient.Recipient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Sends what was claimed, one after the other on one connection. Blocks: for worker threads. */
@Singleton
class Sending {
  /** What was decided and looked up is acted upon for this long, not longer. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration UNDECIDED_PAUSE = Duration.ofMinutes(5);
  private static final Duration DOUBT_PAUSE = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 12;

  private final Relay relay;
  private final MailingConfig config;
  private final BusinessClock clock;
  private final SecurityClock securityClock;

  Sending(Relay relay, MailingConfig config, BusinessClock clock, SecurityClock securityClock) {
    this.relay = relay;
    this.config = config;
    this.clock = clock;
    this.securityClock = securityClock;
    if (config.lease().compareTo(longestMessage().plus(FRESH)) < 0) {
      throw new IllegalStateException(
          "habeas.mailing.lease is shorter than a message may take: the relay's connect and read"
              + " time-outs and five seconds");
    }
  }

  /** What became of a claim, and whether it makes sense to claim more now. */
  record Sent(List<Outcome> outcomes, boolean goOn) {}

  /** Gives back a claim of which nothing was sent. */
  Sent giveBack(Claim claim) {
    return new Sent(
        claim.deliveries().stream().map(each -> givenBack(each, PAUSE)).toList(), false);
  }

  /** Sends to each, telling of each that is accepted; what comes too late is given back. */
  Sent send(
      Tour tour,
      Claim claim,
      Map<UUID, Recipient> recipients,
      Instant askedAt,
      Consumer<Outcome> accepted) {
    Instant deadline = earlier(askedAt.plus(FRESH), claim.until().minus(longestMessage()));
    List<Outcome> outcomes = new ArrayList<>();
    boolean relayThere = true;
    SmtpConnection connection = relay.borrow();
    try {
      for (Claim.Claimed each : claim.deliveries()) {
        Recipient recipient = Objects.requireNonNull(recipients.get(each.subjectId()));
        Outcome outcome =
            relayThere && securityClock.now().isBefore(deadline)
                ? send(tour, each, recipient, connection)
                : givenBack(each, relayThere ? Duration.ZERO : PAUSE);
        relayThere &= !"no-relay".equals(outcome.reason());
        outcomes.add(outcome);
        if (outcome.isAccepted()) {
          accepted.accept(outcome);
        }
      }
    } finally {
      relay.giveBack(connection);
    }
    return new Sent(outcomes, relayThere);
  }

  private Outcome send(
      Tour tour, Claim.Claimed claimed, Recipient recipient, SmtpConnection connection) {
    return switch (recipient) {
      case Recipient.Unreachable _ -> settled(claimed, DeliveryState.UNREACHABLE, "no-address");
      case Recipient.Denied(String rule) when rule.contains("erased") ->
          settled(claimed, DeliveryState.SUPPRESSED, rule);
      case Recipient.Denied(String rule) ->
          later(claimed, DeliveryState.DEFERRED, rule, UNDECIDED_PAUSE);
      case Recipient.Reachable reachable -> mail(tour, claimed, reachable, connection);
    };
  }

  private Outcome mail(
      Tour tour, Claim.Claimed claimed, Recipient.Reachable to, SmtpConnection connection) {
    PolicyText text = tour.version().textFor(to.languages());
    Notice notice =
        new Notice(
            claimed.subjectId(),
            MessageIds.of(tour.campaign().id(), claimed.subjectId(), config.messageIdDomain()),
            to,
            tour.version(),
            text);
    SendResult result =
        connection.send(
            session ->
                NoticeMessage.of(session, notice, relay.from(), config.publicUrl(), clock.now()));
    return switch (result) {
      case SendResult.Accepted _ ->
          Outcome.accepted(
              claimed,
              text.language(),
              clock.now(),
              UuidCreator.getTimeOrderedEpoch(),
              securityClock.now());
      case SendResult.Refused(String reason) -> settled(claimed, DeliveryState.BOUNCED, reason);
      case SendResult.Deferred(String reason) -> deferred(claimed, reason);
      case SendResult.Unknown(String reason) ->
          later(claimed, DeliveryState.IN_DOUBT, reason, DOUBT_PAUSE);
      case SendResult.NotSent(String reason) ->
          later(claimed, DeliveryState.PLANNED, reason, PAUSE);
    };
  }

  /** One minute, two, four ... up to eight hours: three days in all. */
  private Outcome deferred(Claim.Claimed claimed, String reason) {
    if (claimed.attempt() >= ATTEMPTS) {
      return settled(claimed, DeliveryState.BOUNCED, "gave-up-" + reason);
    }
    Duration wait = Duration.ofMinutes(1L << Math.min(claimed.attempt() - 1, 9));
    return later(claimed, DeliveryState.DEFERRED, reason, wait);
  }

  private Outcome givenBack(Claim.Claimed claimed, Duration wait) {
    return later(claimed, DeliveryState.PLANNED, null, wait);
  }

  private Outcome settled(Claim.Claimed claimed, DeliveryState state, String reason) {
    return Outcome.of(claimed, state, reason, securityClock.now());
  }

  private Outcome later(
      Claim.Claimed claimed,
      DeliveryState state,
      @org.jspecify.annotations.Nullable String reason,
      Duration wait) {
    return Outcome.of(claimed, state, reason, securityClock.now().plus(wait));
  }

  /** A message that is begun must end before the lease does. */
  private Duration longestMessage() {
    return config.smtp().connectTimeout().plus(config.smtp().readTimeout());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
