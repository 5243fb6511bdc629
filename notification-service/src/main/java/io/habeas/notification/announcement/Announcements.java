package io.habeas.notification.announcement;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Proofs;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.NoticesConfig;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.guard.Guard;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.posting.Postings;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Announces versions and, thirty days later, lets them come into force. */
@Singleton
public class Announcements {
  private final Pool pool;
  private final Policies policies;
  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Postings postings;
  private final Proofs proofs;
  private final NoticesConfig notices;
  private final BusinessClock clock;

  Announcements(
      Pool pool,
      Policies policies,
      Campaigns campaigns,
      Deliveries deliveries,
      Postings postings,
      Proofs proofs,
      NoticesConfig notices,
      BusinessClock clock) {
    this.pool = pool;
    this.policies = policies;
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.postings = postings;
    this.proofs = proofs;
    this.notices = notices;
    this.clock = clock;
  }

  /** A version with the campaign that tells of it. */
  public record Announced(PolicyVersion version, Campaign campaign) {}

  /** The guard's answer, with some of those who are missing. */
  public record Guarded(Ruling ruling, List<UUID> missingSubjects) {}

  /** Announces a version. Said again with the same date, it is announced once. */
  public Uni<Announced> announce(
      String actor,
      String document,
      String label,
      Instant effectiveAt,
      Optional<List<Channel>> channels) {
    return pool.withTransaction(
        tx ->
            policies
                .forChange(tx, document, label)
                .chain(
                    version ->
                        version.state() == VersionState.ANNOUNCED
                                && effectiveAt.equals(version.effectiveAt())
                            ? campaignOf(tx, version).map(known -> new Announced(version, known))
                            : announce(
                                tx,
                                actor,
                                version,
                                effectiveAt,
                                channels.orElseGet(notices::channels))));
  }

  private Uni<Announced> announce(
      SqlConnection tx,
      String actor,
      PolicyVersion version,
      Instant effectiveAt,
      List<Channel> channels) {
    PolicyVersion announced = version.announce(effectiveAt, clock.now());
    return policies
        .save(tx, actor, "policy-version.announced", announced)
        .chain(() -> campaigns.start(tx, actor, announced, channels))
        .map(campaign -> new Announced(announced, campaign));
  }

  /** May this version come into force now? */
  public Uni<Guarded> guard(String document, String label) {
    return pool.withTransaction(
        tx -> policies.forChange(tx, document, label).chain(version -> guard(tx, version)));
  }

  /** Puts a version into force, if the guard lets it. Said again, it is in force once. */
  public Uni<PolicyVersion> activate(String actor, String document, String label) {
    return pool.withTransaction(
        tx ->
            policies
                .forChange(tx, document, label)
                .chain(
                    version ->
                        version.state() == VersionState.IN_FORCE
                            ? Uni.createFrom().item(version)
                            : activate(tx, actor, version)));
  }

  private Uni<PolicyVersion> activate(SqlConnection tx, String actor, PolicyVersion version) {
    return policies
        .versions(tx, version.document())
        .chain(
            all ->
                isFirst(version, all)
                    ? policies.save(
                        tx, actor, "policy-version.activated", version.begin(clock.now()))
                    : guard(tx, version)
                        .chain(guarded -> succeed(tx, actor, version, all, guarded)));
  }

  private Uni<PolicyVersion> succeed(
      SqlConnection tx,
      String actor,
      PolicyVersion version,
      List<PolicyVersion> all,
      Guarded guarded) {
    if (guarded.ruling()
        instanceof Ruling.NotYet(long missing, Instant earliest, List<String> why)) {
      throw new NotificationFailure.NoticeIncomplete(
          missing, guarded.missingSubjects(), earliest, why);
    }
    Instant now = clock.now();
    PolicyVersion next = version.comeIntoForce(now);
    Uni<Void> ended =
        all.stream()
            .filter(each -> each.state() == VersionState.IN_FORCE)
            .findFirst()
            .map(
                old ->
                    policies
                        .save(tx, actor, "policy-version.superseded", old.supersede(now))
                        .replaceWithVoid())
            .orElse(Uni.createFrom().voidItem());
    return ended.chain(() -> policies.save(tx, actor, "policy-version.activated", next));
  }

  private Uni<Guarded> guard(SqlConnection tx, PolicyVersion version) {
    if (version.state() != VersionState.ANNOUNCED) {
      throw new NotificationFailure.WrongState("guarded", version.state().slug());
    }
    Instant now = clock.now();
    Instant cutOff = now.minus(PolicyVersion.NOTICE);
    return campaignOf(tx, version)
        .chain(
            campaign ->
                known(tx, version, campaign, now, cutOff)
                    .map(Guard::decide)
                    .chain(ruling -> named(tx, campaign, cutOff, ruling)));
  }

  private Uni<Guard.Case> known(
      SqlConnection tx, PolicyVersion version, Campaign campaign, Instant now, Instant cutOff) {
    return deliveries
        .told(tx, campaign.id(), cutOff)
        .chain(
            told ->
                proofs
                    .areAllPublished(tx, cutOff)
                    .chain(
                        proved ->
                            postings
                                .since(tx, version.id())
                                .map(
                                    since ->
                                        new Guard.Case(
                                            now,
                                            campaign.effectiveAt(),
                                            campaign.audienceComplete(),
                                            told,
                                            proved,
                                            since.orElse(null)))));
  }

  private Uni<Guarded> named(SqlConnection tx, Campaign campaign, Instant cutOff, Ruling ruling) {
    boolean somebody = ruling instanceof Ruling.NotYet notYet && notYet.missing() > 0;
    return somebody
        ? deliveries
            .untold(tx, campaign.id(), cutOff)
            .map(subjects -> new Guarded(ruling, subjects))
        : Uni.createFrom().item(new Guarded(ruling, List.of()));
  }

  private Uni<Campaign> campaignOf(SqlConnection tx, PolicyVersion version) {
    return campaigns.ofVersion(tx, version.id()).map(found -> found.orElseThrow(Missing::new));
  }

  /** The first of a document changes nothing for anybody, so nobody has to be told of it. */
  private static boolean isFirst(PolicyVersion version, List<PolicyVersion> all) {
    return version.state() == VersionState.DRAFT
        && all.stream().allMatch(each -> each.state() == VersionState.DRAFT);
  }
}
