package io.habeas.notification.campaign;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Starts, pauses, resumes, completes and finds campaigns. */
@Singleton
public class Campaigns {
  private final Pool pool;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final SecurityClock securityClock;
  private final CampaignStore store = new CampaignStore();

  Campaigns(Pool pool, Ledger ledger, BusinessClock clock, SecurityClock securityClock) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
    this.securityClock = securityClock;
  }

  /** Starts telling of an announced version, in the transaction that announces it. */
  public Uni<Campaign> start(
      SqlConnection tx,
      String actor,
      PolicyVersion version,
      Audience audience,
      List<Channel> channels) {
    return start(
        tx, actor, Campaign.notice(UuidCreator.getTimeOrderedEpoch(), version, audience, channels));
  }

  /**
   * Takes back what was told of a version, in the transaction that withdraws or postpones it: the
   * campaigns that told of it are cancelled, and whoever may have heard of it is told.
   */
  public Uni<Campaign> correct(
      SqlConnection tx, String actor, PolicyVersion version, CampaignKind kind) {
    return store
        .lockOf(tx, version.id())
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .filter(campaign -> campaign.state() != CampaignState.CANCELLED)
        .onItem()
        .transformToUniAndConcatenate(campaign -> cancel(tx, actor, campaign))
        .collect()
        .asList()
        .chain(
            cancelled ->
                start(
                    tx,
                    actor,
                    Campaign.correction(
                        UuidCreator.getTimeOrderedEpoch(), version, kind, channels(cancelled))));
  }

  /** A correction goes the ways that the notice went. */
  private static List<Channel> channels(List<Campaign> corrected) {
    return corrected.isEmpty() ? List.of(Channel.EMAIL) : corrected.getLast().channels();
  }

  private Uni<Campaign> cancel(SqlConnection tx, String actor, Campaign campaign) {
    Campaign cancelled = campaign.cancel();
    return store
        .save(tx, cancelled)
        .chain(() -> store.closeBuckets(tx, cancelled.id()))
        .chain(() -> record(tx, actor, "campaign.cancelled", cancelled))
        .replaceWith(cancelled);
  }

  private Uni<Campaign> start(SqlConnection tx, String actor, Campaign campaign) {
    return store
        .insert(tx, campaign, securityClock.now())
        .chain(() -> record(tx, actor, "campaign.started", campaign))
        .replaceWith(campaign);
  }

  /** Stops sending after what is in flight. Asked twice, it is paused once. */
  public Uni<Campaign> pause(String actor, UUID id) {
    return change(actor, id, CampaignState.PAUSED, "campaign.paused", Campaign::pause);
  }

  /** Goes on where it was. */
  public Uni<Campaign> resume(String actor, UUID id) {
    return change(actor, id, CampaignState.RUNNING, "campaign.resumed", Campaign::resume);
  }

  /** Goes on with a completed campaign, in the transaction that plans more; leaves any other. */
  public Uni<Void> reopen(SqlConnection tx, UUID id) {
    return locked(tx, id)
        .chain(
            campaign ->
                campaign.state() == CampaignState.COMPLETED
                    ? store
                        .save(tx, campaign.reopen())
                        .chain(
                            () -> record(tx, "notification-service", "campaign.reopened", campaign))
                    : Uni.createFrom().voidItem());
  }

  /** Completes a campaign of which everything is settled; leaves any other as it is. */
  public Uni<Void> completeIfSettled(UUID id) {
    return pool.withTransaction(
        tx ->
            locked(tx, id)
                .chain(
                    campaign ->
                        store
                            .openBuckets(tx, id)
                            .chain(
                                open ->
                                    open > 0 || campaign.state() != CampaignState.RUNNING
                                        ? Uni.createFrom().voidItem()
                                        : complete(tx, campaign))));
  }

  private Uni<Void> complete(SqlConnection tx, Campaign campaign) {
    Campaign completed = campaign.complete(clock.now());
    return store
        .save(tx, completed)
        .chain(() -> record(tx, "notification-service", "campaign.completed", completed));
  }

  private Uni<Campaign> change(
      String actor, UUID id, CampaignState wanted, String action, UnaryOperator<Campaign> step) {
    return pool.withTransaction(
        tx ->
            locked(tx, id)
                .chain(
                    campaign -> {
                      if (campaign.state() == wanted) {
                        return Uni.createFrom().item(campaign);
                      }
                      Campaign changed = step.apply(campaign);
                      return store
                          .save(tx, changed)
                          .chain(() -> record(tx, actor, action, changed))
                          .replaceWith(changed);
                    }));
  }

  private Uni<Campaign> locked(SqlConnection tx, UUID id) {
    return store.lock(tx, id).onItem().ifNull().failWith(Missing::new);
  }

  /** All campaigns, newest first. */
  public Uni<List<Campaign>> all() {
    return store.all(pool);
  }

  /** Those that are being sent, oldest first. */
  public Uni<List<Campaign>> running() {
    return store.running(pool);
  }

  /** A campaign. */
  public Uni<Campaign> one(UUID id) {
    return store.one(pool, id).onItem().ifNull().failWith(Missing::new);
  }

  /** The campaign that tells of a version, if it was announced and that was not taken back. */
  public Uni<Optional<Campaign>> ofVersion(SqlConnection tx, UUID versionId) {
    return store.noticeOf(tx, versionId).map(Optional::ofNullable);
  }

  /** The newest campaign that corrects what was told of a version. */
  public Uni<Optional<Campaign>> correctionOf(SqlConnection tx, UUID versionId) {
    return store
        .lockOf(tx, versionId)
        .map(all -> all.reversed().stream().filter(each -> each.kind().corrects()).findFirst());
  }

  /** The campaigns of a version that told of it or corrected what they told. */
  public Uni<List<Campaign>> allOf(UUID versionId) {
    return store.allOf(pool, versionId);
  }

  private Uni<Void> record(SqlConnection tx, String actor, String action, Campaign campaign) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("campaign", campaign.id());
    details.put("kind", campaign.kind().slug());
    details.put("document", campaign.document());
    details.put("version", campaign.label());
    details.put("effectiveAt", campaign.effectiveAt());
    details.put("everybody", campaign.audience().everybody());
    details.put("narrowed", campaign.audience().narrowed());
    details.put("audience", campaign.audience().tags().stream().map(Tag::toString).toList());
    return ledger.append(tx, new Entry(action, actor, null, details));
  }
}
