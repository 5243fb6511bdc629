package io.habeas.notification.notice;

import io.habeas.ledger.Proofs;
import io.habeas.ledger.proof.Proof;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.Reported;
import io.habeas.notification.delivery.SubjectDelivery;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.posting.Postings;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The notices to one subject, and their proofs. */
@Singleton
public class Notices {
  private final Pool pool;
  private final Deliveries deliveries;
  private final Campaigns campaigns;
  private final Policies policies;
  private final Postings postings;
  private final Proofs proofs;

  Notices(
      Pool pool,
      Deliveries deliveries,
      Campaigns campaigns,
      Policies policies,
      Postings postings,
      Proofs proofs) {
    this.pool = pool;
    this.postings = postings;
    this.deliveries = deliveries;
    this.campaigns = campaigns;
    this.policies = policies;
    this.proofs = proofs;
  }

  /**
   * The notices to a subject, newest first.
   *
   * @param document of this one alone
   * @param version of this one alone
   */
  public Uni<List<NoticeView>> of(
      UUID subject, @Nullable String document, @Nullable String version) {
    return deliveries
        .reportsOfSubject(subject)
        .chain(reports -> deliveries.ofSubject(subject).chain(all -> views(all, reports)))
        .map(
            views ->
                views.stream()
                    .filter(view -> document == null || view.document().equals(document))
                    .filter(view -> version == null || view.version().equals(version))
                    .sorted(Comparator.comparing(NoticeView::announcedAt).reversed())
                    .toList());
  }

  private Uni<List<NoticeView>> views(List<SubjectDelivery> all, List<Reported> reports) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(
            delivery ->
                campaigns
                    .one(delivery.campaignId())
                    .chain(campaign -> view(campaign, delivery, reports)))
        .collect()
        .asList();
  }

  /** The page is asked of those alone whom it has to tell. */
  private Uni<NoticeView> view(
      Campaign campaign, SubjectDelivery delivery, List<Reported> reports) {
    return (delivery.isCovered()
            ? postings.since(pool, campaign.versionId())
            : Uni.createFrom().item(Optional.<Instant>empty()))
        .map(since -> NoticeView.of(campaign, delivery, since, reports));
  }

  /** What a proof shows. */
  public enum Of {
    /** That the relay took the notice. */
    ACCEPTANCE,
    /** That it came back after that. */
    BOUNCE
  }

  /** The proof of what became of a subject's notice, with the text that it told of. */
  public Uni<Proof> proof(UUID subject, UUID campaign, Of of) {
    return deliveries
        .ofSubject(subject)
        .map(all -> proved(all, campaign, of))
        .chain(
            delivery ->
                proofs
                    .of(entry(delivery, of), subject)
                    .map(found -> found.orElseThrow(NotificationFailure.NotSealedYet::new))
                    .chain(
                        proof ->
                            of == Of.BOUNCE
                                ? Uni.createFrom().item(proof)
                                : text(delivery).map(text -> attach(proof, text))));
  }

  /** Whether there is a proof that a notice came back. */
  public Uni<Boolean> hasBounced(UUID subject, UUID campaign) {
    return deliveries
        .ofSubject(subject)
        .map(
            all ->
                all.stream()
                    .anyMatch(
                        each ->
                            each.campaignId().equals(campaign) && each.bounceEntryId() != null));
  }

  private static SubjectDelivery proved(List<SubjectDelivery> all, UUID campaign, Of of) {
    return all.stream()
        .filter(each -> each.campaignId().equals(campaign) && entryOf(each, of) != null)
        .findFirst()
        .orElseThrow(Missing::new);
  }

  private static @Nullable UUID entryOf(SubjectDelivery delivery, Of of) {
    return of == Of.BOUNCE ? delivery.bounceEntryId() : delivery.acceptanceEntryId();
  }

  private static UUID entry(SubjectDelivery delivery, Of of) {
    return Optional.ofNullable(entryOf(delivery, of)).orElseThrow(Missing::new);
  }

  private Uni<PolicyText> text(SubjectDelivery delivery) {
    String language = Optional.ofNullable(delivery.language()).orElse("en");
    return campaigns
        .one(delivery.campaignId())
        .chain(campaign -> policies.version(campaign.versionId()))
        .map((PolicyVersion version) -> version.textFor(List.of(language)));
  }

  private static Proof attach(Proof proof, PolicyText text) {
    return proof.attaching(Map.of(text.hash(), text.markdown()));
  }
}
