package io.habeas.notification.announcement;

import io.habeas.clock.BusinessClock;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.NoticesConfig;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.section.Tag;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Announces versions thirty days before they bind, and tells whomever they concern. */
@Singleton
public class Announcements {
  private final Pool pool;
  private final Policies policies;
  private final Campaigns campaigns;
  private final NoticesConfig notices;
  private final BusinessClock clock;

  Announcements(
      Pool pool,
      Policies policies,
      Campaigns campaigns,
      NoticesConfig notices,
      BusinessClock clock) {
    this.pool = pool;
    this.policies = policies;
    this.campaigns = campaigns;
    this.notices = notices;
    this.clock = clock;
  }

  /** A version with the campaign that tells of it; nobody is mailed what is not material. */
  public record Announced(PolicyVersion version, @Nullable Campaign campaign) {}

  /**
   * Whom a notice is for and by what it goes.
   *
   * @param narrowing what it shall be limited to; null for whomever the change concerns
   * @param channels as the settings say where empty
   */
  public record Reach(@Nullable Set<Tag> narrowing, Optional<List<Channel>> channels) {}

  /** Whom a version is told, or would be if it were announced now. */
  public Uni<Audience> audience(PolicyVersion version) {
    return pool.withTransaction(
        tx ->
            campaigns
                .ofVersion(tx, version.id())
                .chain(
                    known ->
                        known.isPresent()
                            ? Uni.createFrom().item(known.get().audience())
                            : policies
                                .binding(tx, version)
                                .map(binding -> Demand.of(version, binding, null))));
  }

  /**
   * Announces a version, or anew one that was put off. Said again with the same date, it is
   * announced once.
   */
  public Uni<Announced> announce(
      String actor, String document, String label, Instant effectiveAt, Reach reach) {
    return pool.withTransaction(
        tx ->
            policies
                .forChange(tx, document, label)
                .chain(
                    version ->
                        version.state() == VersionState.ANNOUNCED
                                && effectiveAt.equals(version.effectiveAt())
                            ? campaigns
                                .ofVersion(tx, version.id())
                                .map(known -> new Announced(version, known.orElse(null)))
                            : announce(tx, actor, version, effectiveAt, reach)));
  }

  private Uni<Announced> announce(
      SqlConnection tx, String actor, PolicyVersion version, Instant effectiveAt, Reach reach) {
    return Uni.combine()
        .all()
        .unis(policies.document(tx, version.document()), policies.binding(tx, version))
        .usingConcurrencyOf(1)
        .asTuple()
        .chain(
            known -> {
              PolicyVersion binding = known.getItem2();
              PolicyVersion announced =
                  version.announce(effectiveAt, binding, known.getItem1().kind(), clock.now());
              Uni<PolicyVersion> saved =
                  policies.save(tx, actor, "policy-version.announced", announced);
              if (!announced.material()) {
                return saved.map(next -> new Announced(next, null));
              }
              List<Channel> channels = reach.channels().orElseGet(notices::channels);
              Audience audience = Demand.of(announced, binding, reach.narrowing());
              return saved
                  .chain(next -> campaigns.start(tx, actor, next, audience, channels))
                  .map(campaign -> new Announced(announced, campaign));
            });
  }
}
