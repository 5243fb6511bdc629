package io.habeas.subject.release;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Invalid;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.Accounts;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.item.Items;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
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

/** Reads the fields of releases: only what was named, only what is held for the purpose. */
@Singleton
class Releases {

  private final Subjects subjects;
  private final ContactPoints contactPoints;
  private final Identifiers identifiers;
  private final Items items;
  private final Accounts accounts;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Releases(
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

  /** The named fields of the subject; recorded before they are handed over. */
  Uni<Map<String, Object>> read(
      UUID subjectId, String purposeName, Set<String> names, String actor) {
    Purpose purpose = registries.requirePurpose(purposeName);
    List<Field> fields = names.stream().sorted().map(this::field).toList();
    List<String> uncovered =
        fields.stream().filter(one -> !covers(purpose, one)).map(Field::name).toList();
    if (!uncovered.isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purposeName, uncovered);
    }
    return pool.withTransaction(
            tx ->
                subjects
                    .require(tx, subjectId)
                    .invoke(subject -> requireOpen(subject, purpose))
                    .chain(subject -> found(tx, subject, purpose, fields))
                    .call(found -> ledger.append(tx, entry(subjectId, purpose, fields, actor))))
        .chain(found -> open(found, fields));
  }

  private Field field(String name) {
    return Field.of(name, registries)
        .orElseThrow(() -> new Invalid("fields", "must be fields that can be released"));
  }

  private boolean covers(Purpose purpose, Field field) {
    return registries.category(field.category()).filter(one -> one.isFor(purpose)).isPresent();
  }

  private static void requireOpen(Subject subject, Purpose purpose) {
    if (!subject.isOpenFor(purpose)) {
      throw new SubjectFailure.Restricted(purpose.slug());
    }
  }

  private Uni<Holdings> found(
      SqlConnection tx, Subject subject, Purpose purpose, List<Field> fields) {
    UUID id = subject.id();
    Set<String> categories = fields.stream().map(Field::category).collect(Collectors.toSet());
    return contactPoints
        .of(tx, only(categories, Category.CONTACT, id))
        .chain(
            points ->
                identifiers
                    .of(tx, only(categories, Category.IDENTIFIER, id))
                    .chain(
                        known ->
                            (fields.stream().anyMatch(Field::isItems)
                                    ? items.of(tx, id)
                                    : Uni.createFrom()
                                        .item(List.<io.habeas.subject.item.StoredItem>of()))
                                .chain(
                                    all ->
                                        accounts
                                            .of(
                                                tx,
                                                only(categories, Category.ACCOUNT, id),
                                                categories.contains(Category.ACCOUNT)
                                                    ? subject.accounts()
                                                    : List.of())
                                            .map(
                                                acts ->
                                                    new Holdings(
                                                        subject,
                                                        points.getOrDefault(id, List.of()),
                                                        known.getOrDefault(id, List.of()),
                                                        all.stream()
                                                            .filter(item -> item.isFor(purpose))
                                                            .filter(
                                                                item ->
                                                                    categories.contains(
                                                                        item.category()))
                                                            .toList(),
                                                        acts.getOrDefault(id, List.of()))))));
  }

  private static Set<UUID> only(Set<String> categories, String category, UUID id) {
    return categories.contains(category) ? Set.of(id) : Set.of();
  }

  private static Entry entry(UUID subjectId, Purpose purpose, List<Field> fields, String actor) {
    Map<String, Object> details =
        Map.of("purpose", purpose.slug(), "fields", fields.stream().map(Field::name).toList());
    return new Entry("subject.released", actor, subjectId, details);
  }

  private Uni<Map<String, Object>> open(Holdings found, List<Field> fields) {
    List<KeyRef> keys =
        fields.stream().map(Field::category).distinct().map(found.subject()::key).toList();
    return vault.keys(keys).map(open -> found.open(fields, open));
  }
}
