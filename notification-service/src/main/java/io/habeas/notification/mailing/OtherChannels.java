package io.habeas.notification.mailing;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.carrier.Carrier;
import io.habeas.notification.carrier.Fate;
import io.habeas.notification.carrier.Parcel;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.rendering.NoticeLetters;
import io.habeas.notification.template.Written;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the running campaigns by the channels other than mail, each over its carrier, and settles
 * them as the mailing does. A channel that nobody carries fails at once, so that the next one, or
 * the page, takes over.
 */
@Singleton
public class OtherChannels {
  private static final Logger LOG = Logger.getLogger(OtherChannels.class);
  private static final String PURPOSE = "policy-notice";
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration UNDECIDED_PAUSE = Duration.ofMinutes(5);
  private static final Duration DOUBT_PAUSE = Duration.ofSeconds(15);
  private static final int BATCH = 50;
  private static final int ATTEMPTS = 12;
  private static final int LONGEST_WAIT = 9;
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Policies policies;
  private final NoticeLetters letters;
  private final Bookkeeping books;
  private final Passage passage;
  private final MailingConfig config;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final Map<String, Carrier> carriers = new HashMap<>();

  OtherChannels(
      Campaigns campaigns,
      Deliveries deliveries,
      Policies policies,
      NoticeLetters letters,
      Bookkeeping books,
      Passage passage,
      MailingConfig config,
      BusinessClock businessClock,
      SecurityClock clock,
      @Any Instance<Carrier> all) {
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.policies = policies;
    this.letters = letters;
    this.books = books;
    this.passage = passage;
    this.config = config;
    this.businessClock = businessClock;
    this.clock = clock;
    all.forEach(carrier -> carriers.put(carrier.channel(), carrier));
  }

  @Scheduled(
      every = "${habeas.campaigns.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return sendAll()
        .onFailure()
        .invoke(e -> LOG.warnf("campaigns wait on other channels, the next round goes on: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Sends whatever is due in all running campaigns. */
  public Uni<Void> sendAll() {
    return books
        .settleDebts()
        .chain(
            debtFree -> debtFree ? campaigns.running() : Uni.createFrom().item(List.<Campaign>of()))
        .onItem()
        .transformToMulti(running -> Multi.createFrom().iterable(running))
        .filter(campaign -> campaign.channels().stream().anyMatch(OtherChannels::isOther))
        .onItem()
        .transformToUniAndConcatenate(campaign -> send(campaign).replaceWith(campaign))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> send(Campaign campaign) {
    return policies
        .version(campaign.versionId())
        .map(version -> Tour.of(campaign, version))
        .call(books::catchUpOnce)
        .chain(
            tour ->
                Multi.createFrom()
                    .iterable(campaign.channels())
                    .filter(OtherChannels::isOther)
                    .onItem()
                    .transformToUniAndConcatenate(channel -> lane(tour, channel))
                    .collect()
                    .last())
        .chain(() -> campaigns.completeIfSettled(campaign.id()));
  }

  /** Who is called is told by people, who come for it: {@link NoticeCalls}. */
  private static boolean isOther(Channel channel) {
    return channel != Channel.EMAIL && channel != Channel.TELEPHONE;
  }

  private Uni<Passage.Step> lane(Tour tour, Channel channel) {
    return Uni.createFrom()
        .deferred(() -> step(tour, channel))
        .repeat()
        .whilst(Passage.Step.TAKEN::equals)
        .collect()
        .last();
  }

  private Uni<Passage.Step> step(Tour tour, Channel channel) {
    return passage.step(tour, new Passage.Load(channel, BATCH, lease(channel)), this::send);
  }

  /** Long enough for what the channel's carrier may take over one message. */
  private Duration lease(Channel channel) {
    Carrier carrier = carrier(channel);
    Duration longest = carrier == null ? Duration.ZERO : carrier.patience().plus(FRESH).plus(FRESH);
    return config.lease().compareTo(longest) < 0 ? longest : config.lease();
  }

  private Uni<Sending.Sent> send(Passage.Asked asked) {
    Trip trip = new Trip(asked, carrier(asked.claim().channel()));
    return deliveries
        .go(asked.claim(), trip.byParcel)
        .emitOn(THREADS)
        .map(_ -> trip.go(asked.askedAt()));
  }

  private @Nullable Carrier carrier(Channel channel) {
    return carriers.get(channel.asAsked());
  }

  /** A claim on its way, and what became of each in it. */
  private final class Trip {
    private final Tour tour;
    private final Claim claim;
    private final Map<UUID, Recipient> recipients;
    private final Notes notes;
    private final @Nullable Carrier carrier;
    private final List<Parcel> parcels = new ArrayList<>();
    private final Map<UUID, Claim.Claimed> byParcel = new HashMap<>();
    private final Map<UUID, Outcome> outcomes = new HashMap<>();

    Trip(Passage.Asked asked, @Nullable Carrier carrier) {
      this.tour = asked.tour();
      this.claim = asked.claim();
      this.recipients = asked.recipients();
      this.notes = asked.notes();
      this.carrier = carrier;
      claim.deliveries().forEach(each -> parcel(each).ifPresent(parcels::add));
    }

    Sending.Sent go(Instant askedAt) {
      // A carrier takes them all at once: from here on any of them may be out.
      byParcel.values().forEach(notes::begun);
      boolean isOpen =
          carrier == null
              || parcels.isEmpty()
              || carrier.carry(parcels, deadline(carrier, askedAt), this::told);
      Duration wait = isOpen ? Duration.ZERO : PAUSE;
      claim.deliveries().stream()
          .filter(each -> !outcomes.containsKey(each.subjectId()))
          .forEach(each -> settle(each, DeliveryState.PLANNED, null, wait));
      return new Sending.Sent(List.copyOf(outcomes.values()), isOpen);
    }

    private Instant deadline(Carrier carrier, Instant askedAt) {
      Instant fresh = askedAt.plus(FRESH);
      Instant leased = claim.until().minus(carrier.patience());
      return fresh.isBefore(leased) ? fresh : leased;
    }

    private Optional<Parcel> parcel(Claim.Claimed delivery) {
      if (carrier == null) {
        return none(delivery, DeliveryState.UNREACHABLE, "channel-not-set-up", Duration.ZERO);
      }
      if (!config.inDoubt().allowsAfter(delivery.doubts())) {
        return none(delivery, DeliveryState.UNREACHABLE, InDoubt.REASON, Duration.ZERO);
      }
      return switch (Objects.requireNonNull(recipients.get(delivery.subjectId()))) {
        case Recipient.Unreachable _ ->
            none(delivery, DeliveryState.UNREACHABLE, "no-number", Duration.ZERO);
        case Recipient.Denied denied when denied.isErased() ->
            none(delivery, DeliveryState.SUPPRESSED, denied.rule(), Duration.ZERO);
        case Recipient.Denied denied when denied.passes() ->
            none(delivery, DeliveryState.DEFERRED, denied.rule(), UNDECIDED_PAUSE);
        case Recipient.Denied(String rule) ->
            none(delivery, DeliveryState.UNREACHABLE, rule, Duration.ZERO);
        case Recipient.Reachable to -> Optional.of(parcel(delivery, to));
      };
    }

    private Parcel parcel(Claim.Claimed delivery, Recipient.Reachable to) {
      PolicyText text = tour.texts().in(to.languages()).text();
      String brief = letters.brief(tour.campaign(), tour.version(), text);
      UUID id = DeliveryIds.of(claim.campaignId(), delivery);
      byParcel.put(id, delivery);
      return new Parcel(
          id,
          delivery.subjectId(),
          MessageIds.of(tour.campaign().id(), delivery.subjectId(), config.messageIdDomain()),
          to,
          new Written(text.language(), text.title(), brief, "", brief),
          PURPOSE,
          false,
          null);
    }

    private void told(Parcel parcel, Fate fate) {
      Claim.Claimed delivery = Objects.requireNonNull(byParcel.get(parcel.id()));
      switch (fate) {
        case Fate.Accepted _ -> {
          Outcome accepted =
              Outcome.accepted(delivery, parcel.text().language(), businessClock.now(), clock.now())
                  .at(parcel.to().contactPointId());
          outcomes.put(delivery.subjectId(), accepted);
          notes.accepted(accepted);
        }
        case Fate.Bounced(String reason) ->
            settle(delivery, DeliveryState.BOUNCED, reason, Duration.ZERO);
        case Fate.Unfit(String reason) ->
            settle(delivery, DeliveryState.BOUNCED, reason, Duration.ZERO);
        case Fate.Deferred(String reason) -> defer(delivery, reason);
        case Fate.InDoubt(String reason) -> doubt(delivery, reason);
        case Fate.NotSent(String reason, Duration pause) ->
            settle(delivery, DeliveryState.PLANNED, reason, pause);
      }
    }

    private void doubt(Claim.Claimed delivery, String reason) {
      if (config.inDoubt().allowsAfter(delivery.doubts() + 1)) {
        settle(delivery, DeliveryState.IN_DOUBT, reason, DOUBT_PAUSE);
      } else {
        settle(delivery, DeliveryState.UNREACHABLE, InDoubt.REASON, Duration.ZERO);
      }
    }

    private void defer(Claim.Claimed delivery, String reason) {
      if (delivery.attempt() >= ATTEMPTS) {
        settle(delivery, DeliveryState.BOUNCED, "gave-up-" + reason, Duration.ZERO);
      } else {
        int doublings = Math.clamp(delivery.attempt() - 1, 0, LONGEST_WAIT);
        settle(delivery, DeliveryState.DEFERRED, reason, Duration.ofMinutes(1L << doublings));
      }
    }

    private Optional<Parcel> none(
        Claim.Claimed delivery, DeliveryState state, String reason, Duration wait) {
      settle(delivery, state, reason, wait);
      return Optional.empty();
    }

    private void settle(
        Claim.Claimed delivery, DeliveryState state, @Nullable String reason, Duration wait) {
      outcomes.put(
          delivery.subjectId(), Outcome.of(delivery, state, reason, clock.now().plus(wait)));
    }
  }
}
