package io.habeas.notification.policy;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.NotificationFailure;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

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

  /** Starts a document. */
  public Uni<PolicyDocument> create(SqlConnection tx, String actor, String slug, String title) {
    PolicyDocument document = new PolicyDocument(slug, title, clock.now());
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
      SqlConnection tx,
      String actor,
      String document,
      String label,
      Map<String, List<String>> changes,
      List<PolicyText> texts) {
    PolicyVersion version =
        PolicyVersion.draft(
            UuidCreator.getTimeOrderedEpoch(), document, label, changes, texts, clock.now());
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
      List<PolicyText> texts) {
    return pool.withTransaction(
        tx ->
            forChange(tx, document, label)
                .map(
                    found -> {
                      PolicyVersion next = found.rewrite(texts);
                      if (!isKnown.test(found)) {
                        throw new NotificationFailure.ChangedMeanwhile();
                      }
                      return next;
                    })
                .call(next -> store.rewrite(tx, next))
                .call(
                    next ->
                        ledger.append(tx, entry("policy-version.rewritten", actor, named(next)))));
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
    return Map.of(
        "document", version.document(),
        "version", version.label(),
        "state", version.state().slug(),
        "textHash", version.textHash() == null ? "" : version.textHash(),
        "effectiveAt", version.effectiveAt() == null ? "" : version.effectiveAt().toString());
  }

  private static Entry entry(String action, String actor, Map<String, Object> details) {
    return new Entry(action, actor, null, details);
  }
}
