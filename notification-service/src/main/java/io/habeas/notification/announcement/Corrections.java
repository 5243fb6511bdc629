package io.habeas.notification.announcement;

import io.habeas.clock.BusinessClock;
import io.habeas.notification.announcement.Announcements.Announced;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.policy.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes announcements back or puts them off, and tells whoever may have heard of them. */
@Singleton
public class Corrections {
  private final Pool pool;
  private final Policies policies;
  private final Campaigns campaigns;
  private final BusinessClock clock;

  Corrections(Pool pool, Policies policies, Campaigns campaigns, BusinessClock clock) {
    this.pool = pool;
    this.policies = policies;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** What was announced will not come; whoever may have heard of it is told. */
  public Uni<Announced> withdraw(
      String actor, String document, String label, Map<String, String> reason) {
    return correct(
        actor,
        document,
        label,
        CampaignKind.WITHDRAWAL,
        version ->
            version.state() == VersionState.WITHDRAWN
                ? null
                : version.withdraw(spoken(reason, version), clock.now()));
  }

  /** What was announced comes later than was said; whoever may have heard of it is told. */
  public Uni<Announced> postpone(
      String actor, String document, String label, Instant notBefore, Map<String, String> reason) {
    return correct(
        actor,
        document,
        label,
        CampaignKind.POSTPONEMENT,
        version ->
            version.state() == VersionState.POSTPONED && notBefore.equals(version.effectiveAt())
                ? null
                : version.postpone(notBefore, spoken(reason, version), clock.now()));
  }

  private static Map<String, String> spoken(Map<String, String> reason, PolicyVersion version) {
    Words.requireEveryLanguage(reason, version);
    return reason;
  }

  /**
   * @param step the next state; null where it was done before
   */
  private Uni<Announced> correct(
      String actor,
      String document,
      String label,
      CampaignKind kind,
      Function<PolicyVersion, @Nullable PolicyVersion> step) {
    return pool.withTransaction(
        tx ->
            policies
                .forChange(tx, document, label)
                .chain(
                    version -> {
                      PolicyVersion next = step.apply(version);
                      if (next == null) {
                        return campaigns
                            .correctionOf(tx, version.id())
                            .map(known -> new Announced(version, known.orElse(null)));
                      }
                      Uni<PolicyVersion> saved =
                          policies.save(tx, actor, "policy-version." + next.state().slug(), next);
                      return next.material()
                          ? saved
                              .chain(() -> campaigns.correct(tx, actor, next, kind))
                              .map(campaign -> new Announced(next, campaign))
                          : saved.map(done -> new Announced(done, null));
                    }));
  }
}
