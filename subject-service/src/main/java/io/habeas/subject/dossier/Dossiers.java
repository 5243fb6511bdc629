package io.habeas.subject.dossier;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.Accounts;
import io.habeas.subject.account.Membership;
import io.habeas.subject.contact.ContactPointView;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.dossier.Dossier.AccountView;
import io.habeas.subject.dossier.Dossier.IdentifierView;
import io.habeas.subject.dossier.Dossier.ItemView;
import io.habeas.subject.item.Items;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts dossiers together. What the purpose does not cover is not read; every read is recorded. */
@Singleton
class Dossiers {

  private static final List<String> RECORD_CATEGORIES =
      List.of(Category.IDENTITY, Category.CONTACT, Category.IDENTIFIER, Category.ACCOUNT);

  private final Subjects subjects;
  private final ContactPoints contactPoints;
  private final Identifiers identifiers;
  private final Items items;
  private final Accounts accounts;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Dossiers(
      Subjects subjects,
      ContactPoints contactPoints,
      Identifiers identifiers,
      Items items,
      Accounts accounts,
      Registries registries,
      Vault vault,
      Ledger ledger,
      Pool pool) {
    this.subjects = subjects;
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
    this.items = items;
    this.accounts = accounts;
    this.registries = registries;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** What is held of this subject for this purpose. */
  Uni<Dossier> read(UUID subjectId, String purposeName, String actor) {
    Purpose purpose = registries.requirePurpose(purposeName);
    Set<String> covered =
        RECORD_CATEGORIES.stream()
            .flatMap(slug -> registries.category(slug).stream())
            .filter(category -> category.isFor(purpose))
            .map(Category::slug)
            .collect(Collectors.toSet());
    if (covered.isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purposeName, RECORD_CATEGORIES);
    }
    return pool.withTransaction(
            tx ->
                subjects
                    .require(tx, subjectId)
                    .chain(subject -> found(tx, subject, purpose, covered))
                    .call(found -> ledger.append(tx, entry(found, purpose, actor))))
        .chain(found -> open(found, purpose));
  }

  private Uni<Found> found(
      SqlConnection tx, Subject subject, Purpose purpose, Set<String> covered) {
    UUID id = subject.id();
    Set<UUID> contact = covered.contains(Category.CONTACT) ? Set.of(id) : Set.of();
    Set<UUID> identified = covered.contains(Category.IDENTIFIER) ? Set.of(id) : Set.of();
    return contactPoints
        .of(tx, contact)
        .chain(
            points ->
                identifiers
                    .of(tx, identified)
                    .chain(
                        known ->
                            items
                                .of(tx, id)
                                .chain(
                                    all ->
                                        memberships(tx, subject, covered)
                                            .map(
                                                acts ->
                                                    new Found(
                                                        subject,
                                                        covered,
                                                        points.getOrDefault(id, List.of()),
                                                        known.getOrDefault(id, List.of()),
                                                        held(all, purpose),
                                                        all.size() > Items.MOST,
                                                        acts)))));
  }

  private static List<StoredItem> held(List<StoredItem> all, Purpose purpose) {
    return all.stream().limit(Items.MOST).filter(item -> item.isFor(purpose)).toList();
  }

  private Uni<List<Membership>> memberships(
      SqlConnection tx, Subject subject, Set<String> covered) {
    return covered.contains(Category.ACCOUNT)
        ? accounts
            .of(tx, Set.of(subject.id()), subject.accounts())
            .map(all -> all.getOrDefault(subject.id(), List.of()))
        : Uni.createFrom().item(List.of());
  }

  private static Entry entry(Found found, Purpose purpose, String actor) {
    Map<String, Object> details =
        Map.of(
            "purpose", purpose.slug(),
            "categories", found.categories().sorted().toList(),
            "items", found.items().size());
    return new Entry("subject.read", actor, found.subject().id(), details);
  }

  private Uni<Dossier> open(Found found, Purpose purpose) {
    List<KeyRef> keys = found.categories().map(found.subject()::key).toList();
    return vault.keys(keys).map(open -> dossier(found, purpose, open));
  }

  private static Dossier dossier(Found found, Purpose purpose, DataKeys keys) {
    Subject subject = found.subject();
    return new Dossier(
        subject.id(),
        subject.state(),
        purpose.slug(),
        subject.kind(),
        subject.residency(),
        subject.languages(),
        subject.timeZone(),
        found.covers(Category.IDENTITY) ? subject.openName(keys) : null,
        ifCovered(found, Category.ACCOUNT, found.memberships().stream().map(AccountView::of)),
        ifCovered(
            found,
            Category.CONTACT,
            found.points().stream().map(point -> ContactPointView.of(point, keys))),
        ifCovered(
            found,
            Category.IDENTIFIER,
            found.identifiers().stream().map(one -> IdentifierView.of(one, keys))),
        found.items().stream().map(item -> ItemView.of(item, keys)).toList(),
        found.moreItems());
  }

  private static <T> @Nullable List<T> ifCovered(Found found, String category, Stream<T> views) {
    return found.covers(category) ? views.toList() : null;
  }

  private record Found(
      Subject subject,
      Set<String> covered,
      List<StoredContactPoint> points,
      List<StoredIdentifier> identifiers,
      List<StoredItem> items,
      boolean moreItems,
      List<Membership> memberships) {

    boolean covers(String category) {
      return covered.contains(category);
    }

    Stream<String> categories() {
      return Stream.concat(covered.stream(), items.stream().map(StoredItem::category)).distinct();
    }
  }
}
