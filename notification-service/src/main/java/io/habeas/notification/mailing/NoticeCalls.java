package io.habeas.notification.mailing;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.calllist.CallList;
import io.habeas.notification.calllist.CallSource;
import io.habeas.notification.calllist.HeldCall;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignState;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Held;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.reachability.Reachabilities;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.rendering.NoticeLetters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The notices that people tell by telephone: a list a running campaign, one call at a time to
 * whoever calls. A call that nobody tells of is in doubt when its lease ends, as a mail is whose
 * relay did not answer.
 */
@Singleton
class NoticeCalls implements CallSource {
  private static final String PURPOSE = "policy-notice";

  /** Bad destination address (RFC 3463): what a wrong number is, for whoever keeps numbers. */
  private static final String NOBODY_THERE = "5.1.1";

  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Policies policies;
  private final NoticeLetters letters;
  private final Bookkeeping books;
  private final Reachabilities reachabilities;
  private final MailingConfig config;
  private final BusinessClock businessClock;
  private final SecurityClock clock;

  NoticeCalls(
      Campaigns campaigns,
      Deliveries deliveries,
      Policies policies,
      NoticeLetters letters,
      Bookkeeping books,
      Reachabilities reachabilities,
      MailingConfig config,
      BusinessClock businessClock,
      SecurityClock clock) {
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.policies = policies;
    this.letters = letters;
    this.books = books;
    this.reachabilities = reachabilities;
    this.config = config;
    this.businessClock = businessClock;
    this.clock = clock;
  }

  @Override
  public Uni<List<CallList>> lists() {
    return campaigns
        .running()
        .onItem()
        .transformToMulti(running -> Multi.createFrom().iterable(running))
        .filter(NoticeCalls::calls)
        .onItem()
        .transformToUniAndConcatenate(this::list)
        .filter(list -> list.waiting() > 0)
        .collect()
        .asList();
  }

  private Uni<CallList> list(Campaign campaign) {
    return deliveries
        .waiting(campaign.id(), Channel.TELEPHONE)
        .map(
            found ->
                new CallList(
                    CallList.nameOf(campaign.id()),
                    found.waiting(),
                    found.due(),
                    campaign.document(),
                    campaign.label()));
  }

  private static boolean calls(Campaign campaign) {
    return campaign.state() == CampaignState.RUNNING
        && campaign.channels().contains(Channel.TELEPHONE);
  }

  @Override
  public boolean has(String list) {
    return CallList.campaignOf(list).isPresent();
  }

  @Override
  public Uni<@Nullable HeldCall> next(String list, Duration lease) {
    return books
        .settleDebts()
        .chain(debtFree -> debtFree ? campaign(list) : Uni.createFrom().nullItem())
        .chain(
            campaign ->
                campaign == null || !calls(campaign)
                    ? Uni.createFrom().nullItem()
                    : tour(campaign).call(books::catchUpOnce).chain(tour -> next(tour, lease)));
  }

  private Uni<@Nullable HeldCall> next(Tour tour, Duration lease) {
    return deliveries
        .claim(tour.campaign().id(), Channel.TELEPHONE, 1, lease)
        .chain(
            claim ->
                claim.isEmpty()
                    ? Uni.createFrom().nullItem()
                    : books
                        .recover(tour, claim)
                        .chain(
                            () ->
                                claim.deliveries().isEmpty()
                                    ? next(tour, lease)
                                    : taken(tour, claim, lease)));
  }

  private Uni<@Nullable HeldCall> taken(Tour tour, Claim claim, Duration lease) {
    NoticeCall call = new NoticeCall(tour, new Held(claim, null, null));
    return config.inDoubt().allowsAfter(claim.deliveries().getFirst().doubts())
        ? Uni.createFrom().item(call)
        : call.end(DeliveryState.UNREACHABLE, InDoubt.REASON).chain(() -> next(tour, lease));
  }

  @Override
  public Uni<HeldCall> held(String list, UUID subject, UUID call, UUID lease) {
    return campaign(list)
        .chain(this::tour)
        .chain(
            tour ->
                deliveries
                    .held(tour.campaign().id(), Channel.TELEPHONE, subject, lease)
                    .map(held -> held.map(one -> new NoticeCall(tour, one))))
        .map(held -> held.filter(one -> one.id().equals(call)).orElseThrow(NoticeCalls::over));
  }

  private static NotificationFailure.WrongState over() {
    return new NotificationFailure.WrongState("settled", "no longer held by this lease");
  }

  private Uni<Campaign> campaign(String list) {
    return campaigns.one(CallList.campaignOf(list).orElseThrow());
  }

  private Uni<Tour> tour(Campaign campaign) {
    return policies.version(campaign.versionId()).map(version -> Tour.of(campaign, version));
  }

  /** A notice in a caller's hands. */
  private final class NoticeCall implements HeldCall {
    private final Tour tour;
    private final Held held;

    NoticeCall(Tour tour, Held held) {
      this.tour = tour;
      this.held = held;
    }

    @Override
    public UUID id() {
      return DeliveryIds.of(tour.campaign().id(), held.delivery());
    }

    @Override
    public UUID subjectId() {
      return held.delivery().subjectId();
    }

    @Override
    public UUID lease() {
      return held.claim().lease();
    }

    @Override
    public Instant until() {
      return held.claim().until();
    }

    @Override
    public int attempt() {
      return held.delivery().attempt();
    }

    @Override
    public String purpose() {
      return PURPOSE;
    }

    @Override
    public Map<String, Object> about() {
      return Map.of("campaign", tour.campaign().id());
    }

    /** Noted before it is told: from then on the person may know. */
    @Override
    public Uni<Script> script(Recipient.Reachable to) {
      PolicyText text = tour.texts().in(to.languages()).text();
      String brief = letters.brief(tour.campaign(), tour.version(), text);
      return books
          .begin(held.claim())
          .chain(() -> deliveries.handOut(held.claim(), to.contactPointId(), text.language()))
          .replaceWith(new Script(text.language(), brief));
    }

    @Override
    public Uni<Void> said(@Nullable String language) {
      List<String> spoken =
          Optional.ofNullable(language)
              .or(() -> Optional.ofNullable(held.language()))
              .map(List::of)
              .orElse(List.of());
      return keep(
          Outcome.accepted(
              held.delivery(),
              tour.texts().in(spoken).text().language(),
              businessClock.now(),
              clock.now()),
          _ -> Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> end(Ending ending, String reason) {
      return switch (ending) {
        case NO_NUMBER, NOT_WRITTEN, REFUSED -> end(DeliveryState.UNREACHABLE, reason);
        case DENIED ->
            end(
                reason.equals(Recipient.Denied.ERASED)
                    ? DeliveryState.SUPPRESSED
                    : DeliveryState.UNREACHABLE,
                reason);
        case GAVE_UP -> end(DeliveryState.BOUNCED, reason);
        case WRONG_NUMBER ->
            keep(
                Outcome.of(held.delivery(), DeliveryState.BOUNCED, reason, clock.now()),
                tx -> reachabilities.failed(tx, subjectId(), held.contactPointId(), NOBODY_THERE));
      };
    }

    private Uni<Void> end(DeliveryState state, String reason) {
      return keep(
          Outcome.of(held.delivery(), state, reason, clock.now()),
          _ -> Uni.createFrom().voidItem());
    }

    /** What is planned anew has not been tried, and what was put off has. */
    @Override
    public Uni<Void> later(String reason, Instant at, boolean counts) {
      DeliveryState state = counts ? DeliveryState.DEFERRED : DeliveryState.PLANNED;
      return keep(Outcome.of(held.delivery(), state, reason, at), _ -> Uni.createFrom().voidItem());
    }

    private Uni<Void> keep(Outcome outcome, Function<SqlConnection, Uni<Void>> andThen) {
      return books
          .keepOne(tour, held.claim(), outcome.at(held.contactPointId()), andThen)
          .invoke(
              kept -> {
                if (!kept) {
                  throw over();
                }
              })
          .chain(() -> campaigns.completeIfSettled(tour.campaign().id()));
    }
  }
}
