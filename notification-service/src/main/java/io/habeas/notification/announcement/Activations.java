package io.habeas.notification.announcement;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Proofs;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.CaughtUp;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.Told;
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
import java.util.Objects;
import java.util.UUID;

/** Lets announced versions come into force, when the guard does. */
@Singleton
public class Activations {
  private static final Told NOBODY = new Told(0, 0, null, 0, 0);

  private final Pool pool;
  private final Policies policies;
  private final Campaigns campaigns;
  private final Deliveries deliveries;
  private final Postings postings;
  private final Proofs proofs;
  private final CaughtUp caughtUp;
  private final BusinessClock clock;

  Activations(
      Pool pool,
      Policies policies,
      Campaigns campaigns,
      Deliveries deliveries,
      Postings postings,
      Proofs proofs,
      CaughtUp caughtUp,
      BusinessClock clock) {
    this.pool = pool;
    this.policies = policies;
    this.campaigns = campaigns;
    this.deliveries = deliveries;
    this.postings = postings;
    this.proofs = proofs;
    this.caughtUp = caughtUp;
    this.clock = clock;
  }

  /** The guard's answer, with some of those who are missing. */
  public record Guarded(Ruling ruling, List<UUID> missingSubjects) {}

  /** May this version come into force now? */
  public Uni<Guarded> guard(String document, String label) {
    return caughtUp(document, label)
        .chain(
            () ->
                pool.withTransaction(
                    tx ->
                        policies
                            .forChange(tx, document, label)
                            .chain(version -> guard(tx, version))));
  }

  /** Puts a version into force, if the guard lets it. Said again, it is in force once. */
  public Uni<PolicyVersion> activate(String actor, String document, String label) {
    return caughtUp(document, label)
        .chain(
            () ->
                pool.withTransaction(
                    tx ->
                        policies
                            .forChange(tx, document, label)
                            .chain(
                                version ->
                                    version.state() == VersionState.IN_FORCE
                                        ? Uni.createFrom().item(version)
                                        : activate(tx, actor, version))));
  }

  /** A restored database may have forgotten whose notice came back: they do not count as told. */
  private Uni<Void> caughtUp(String document, String label) {
    return policies.version(document, label).chain(version -> caughtUp.of(version.id()));
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
    return version.material()
        ? guardNotice(tx, version, now, cutOff)
        : guardPosting(tx, version, now);
  }

  private Uni<Guarded> guardNotice(
      SqlConnection tx, PolicyVersion version, Instant now, Instant cutOff) {
    return campaignOf(tx, version)
        .chain(
            campaign ->
                known(tx, version, campaign, now, cutOff)
                    .chain(known -> rule(tx, version, campaign.audience().everybody(), known))
                    .chain(ruling -> named(tx, campaign, cutOff, ruling)));
  }

  /** Nobody is to be told by mail: what counts is whether the page shows it. */
  private Uni<Guarded> guardPosting(SqlConnection tx, PolicyVersion version, Instant now) {
    Instant effective = Objects.requireNonNull(version.effectiveAt());
    return postings
        .since(tx, version.id())
        .map(since -> new Guard.Case(now, effective, true, NOBODY, true, since.orElse(null)))
        .chain(known -> rule(tx, version, false, known))
        .map(ruling -> new Guarded(ruling, List.of()));
  }

  private Uni<Ruling> rule(
      SqlConnection tx, PolicyVersion version, boolean toldEverybody, Guard.Case known) {
    return policies
        .binding(tx, version)
        .map(binding -> Gate.rule(version, binding, toldEverybody, known));
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
