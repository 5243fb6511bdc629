package io.habeas.notification.binding;

import io.habeas.clock.BusinessClock;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.SubjectDelivery;
import io.habeas.notification.event.Memberships;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.problem.Invalid;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Answers which version bound a subject on a day. */
@Singleton
public class Bindings {
  private final Pool pool;
  private final Policies policies;
  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Memberships memberships;
  private final BusinessClock clock;

  Bindings(
      Pool pool,
      Policies policies,
      Campaigns campaigns,
      Deliveries deliveries,
      Memberships memberships,
      BusinessClock clock) {
    this.pool = pool;
    this.policies = policies;
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.memberships = memberships;
    this.clock = clock;
  }

  /**
   * The version that bound, and by what.
   *
   * @param on a day, taken at its end in UTC, or an instant
   */
  public Uni<BindingView> on(String document, UUID subject, String on) {
    Instant at = instant(on);
    return policies
        .boundAt(document, at)
        .map(found -> found.orElseThrow(Missing::new))
        .chain(
            version ->
                memberships
                    .since(subject)
                    .chain(
                        since ->
                            heard(subject, version)
                                .map(heard -> BindingView.of(subject, at, version, since, heard))));
  }

  /**
   * What a campaign told somebody.
   *
   * @param toldEverybody whether it was for everybody; where there was none, nobody was left out
   */
  record Heard(boolean toldEverybody, List<SubjectDelivery> notices) {}

  private Uni<Heard> heard(UUID subject, PolicyVersion version) {
    return pool.withConnection(connection -> campaigns.ofVersion(connection, version.id()))
        .chain(
            campaign ->
                campaign.isEmpty()
                    ? Uni.createFrom().item(new Heard(true, List.of()))
                    : deliveries
                        .ofSubject(subject)
                        .map(
                            all ->
                                new Heard(
                                    campaign.get().audience().everybody(),
                                    of(all, campaign.get()))));
  }

  private static List<SubjectDelivery> of(List<SubjectDelivery> all, Campaign campaign) {
    return all.stream().filter(each -> each.campaignId().equals(campaign.id())).toList();
  }

  private Instant instant(String on) {
    Instant at = parse(on);
    if (at.isAfter(clock.now().plus(java.time.Duration.ofDays(1)))) {
      throw new Invalid("on", "is in the future");
    }
    return at;
  }

  private static Instant parse(String on) {
    try {
      return on.length() == 10
          ? LocalDate.parse(on)
              .plusDays(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .minusNanos(1000)
          : Instant.parse(on);
    } catch (DateTimeException e) {
      throw new Invalid("on", "is neither a day nor an instant");
    }
  }
}
