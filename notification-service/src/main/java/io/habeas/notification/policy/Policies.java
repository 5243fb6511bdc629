package io.habeas.notification.policy;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes and finds documents and their versions. Changes take the caller's transaction. */
@Singleton
public class Policies {
  private final Pool pool;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final PolicyStore store = new PolicyStore();

  Policies(Pool pool, Ledger ledger, BusinessClock clock) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What a draft says; what is null stays as it is, or is empty. */
  public record Content(
      @Nullable Map<String, List<String>> changes,
      @Nullable Map<String, List<Tag>> sections,
      List<PolicyText> texts) {}

  /** Starts a document. */
  public Uni<PolicyDocument> create(
      SqlConnection tx, String actor, String slug, String title, DocumentKind kind) {
    PolicyDocument document = new PolicyDocument(slug, title, kind, clock.now());
    return store
        .insertDocument(tx, document)
        .invoke(
            created -> {
              if (!created) {
                throw new NotificationFailure.Taken("document");
              }
            })
        .chain(() -> ledger.append(tx, entry("policy.created", actor, Map.of("document", slug))))
        .replaceWith(document);
  }

  /** Drafts a version of a document. */
  public Uni<PolicyVersion> draft(
      SqlConnection tx, String actor, String document, String label, Content content) {
    PolicyVersion version =
        PolicyVersion.draft(
            UuidCreator.getTimeOrderedEpoch(),
            document,
            label,
            content.changes() == null ? Map.of() : content.changes(),
            content.sections() == null ? Map.of() : content.sections(),
            content.texts(),
            clock.now());
    return store
        .lockDocument(tx, document)
        .onItem()
        .ifNull()
        .failWith(Missing::new)
        .chain(() -> store.insertVersion(tx, version))
        .invoke(
            created -> {
              if (!created) {
                throw new NotificationFailure.Taken("version");
              }
            })
        .chain(() -> ledger.append(tx, entry("policy-version.drafted", actor, named(version))))
        .replaceWith(version);
  }

  /**
   * Rewrites a draft.
   *
   * @param isKnown whether this is the draft that its author has read
   */
  Uni<PolicyVersion> rewrite(
      String actor,
      String document,
      String label,
      Predicate<PolicyVersion> isKnown,
      Content content) {
    return pool.withTransaction(
        tx ->
            forChange(tx, document, label)
                .map(
                    found -> {
                      PolicyVersion next =
                          found.rewrite(content.changes(), content.sections(), content.texts());
                      if (!isKnown.test(found)) {
                        throw new NotificationFailure.ChangedMeanwhile();
                      }
                      SectionTags.requireThere(next);
                      return next;
                    })
                .call(next -> store.rewrite(tx, next))
                .call(
                    next ->
                        ledger.append(tx, entry("policy-version.rewritten", actor, named(next)))));
  }

  /** The version that binds now, of the same document. */
  public Uni<@Nullable PolicyVersion> binding(SqlConnection tx, PolicyVersion version) {
    return store
        .versions(tx, version.document())
        .map(
            all ->
                all.stream()
                    .filter(each -> each.state() == VersionState.IN_FORCE)
                    .findFirst()
                    .orElse(null));
  }

  /** A document, in a transaction. */
  public Uni<PolicyDocument> document(SqlConnection tx, String slug) {
    return store.document(tx, slug).onItem().ifNull().failWith(Missing::new);
  }

  /** Keeps a version's new state, in the transaction that made it. */
  public Uni<PolicyVersion> save(
      SqlConnection tx, String actor, String action, PolicyVersion next) {
    return store
        .save(tx, next)
        .chain(() -> ledger.append(tx, entry(action, actor, named(next))))
        .replaceWith(next);
  }

  /**
   * A version to be changed: nobody else changes one of its document until the transaction ends.
   */
  public Uni<PolicyVersion> forChange(SqlConnection tx, String document, String label) {
    return store
        .lockDocument(tx, document)
        .chain(() -> store.version(tx, document, label))
        .onItem()
        .ifNull()
        .failWith(Missing::new);
  }

  /** All versions of a document, oldest first. */
  public Uni<List<PolicyVersion>> versions(SqlConnection tx, String document) {
    return store.versions(tx, document);
  }

  /** All documents. */
  public Uni<List<PolicyDocument>> documents() {
    return store.documents(pool);
  }

  /** A document. */
  public Uni<PolicyDocument> document(String slug) {
    return store.document(pool, slug).onItem().ifNull().failWith(Missing::new);
  }

  /** All versions of a document, oldest first. */
  public Uni<List<PolicyVersion>> versions(String document) {
    return store.versions(pool, document);
  }

  /** A version. */
  public Uni<PolicyVersion> version(String document, String label) {
    return store.version(pool, document, label).onItem().ifNull().failWith(Missing::new);
  }

  /** A version. */
  public Uni<PolicyVersion> version(UUID id) {
    return store.version(pool, id).onItem().ifNull().failWith(Missing::new);
  }

  /** A version's state, which nobody changes until the transaction ends. */
  public Uni<VersionState> stateHeld(SqlConnection tx, UUID id) {
    return store.stateHeld(tx, id);
  }

  /** Everything that is announced and does not bind yet. */
  public Uni<List<PolicyVersion>> announced() {
    return store.inState(pool, VersionState.ANNOUNCED);
  }

  /** The version that bound at an instant. */
  public Uni<Optional<PolicyVersion>> boundAt(String document, Instant at) {
    return store
        .versions(pool, document)
        .map(versions -> versions.stream().filter(version -> version.boundAt(at)).findFirst());
  }

  private static Map<String, Object> named(PolicyVersion version) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("document", version.document());
    named.put("version", version.label());
    named.put("state", version.state().slug());
    named.put("material", version.material());
    named.put("textHash", version.textHash() == null ? "" : version.textHash());
    named.put("effectiveAt", version.effectiveAt() == null ? "" : version.effectiveAt().toString());
    NotMaterial judged = version.notMaterial();
    if (judged != null) {
      named.put("notMaterialReason", judged.reason());
      named.put("proposedBy", judged.proposedBy());
      named.put("approvedBy", judged.approvedBy() == null ? "" : judged.approvedBy());
    }
    Correction corrected = version.correction();
    if (corrected != null) {
      named.put("correctionReason", corrected.reason());
      named.put("promisedAt", corrected.promisedAt().toString());
    }
    return named;
  }

  private static Entry entry(String action, String actor, Map<String, Object> details) {
    return new Entry(action, actor, null, details);
  }
}
