package io.habeas.subject.search;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Invalid;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.AccountNumber;
import io.habeas.subject.account.Accounts;
import io.habeas.subject.account.Membership;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.contact.ContactValue;
import io.habeas.subject.contact.EmailAddress;
import io.habeas.subject.contact.PhoneNumber;
import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.search.SearchResource.By;
import io.habeas.subject.vault.DataKeys;
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

/** Finds people; every hit is recorded, and so is a search without one. */
@Singleton
class Search {

  private static final int MOST = 100;

  private final Subjects subjects;
  private final ContactPoints contactPoints;
  private final Accounts accounts;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Search(
      Subjects subjects,
      ContactPoints contactPoints,
      Accounts accounts,
      Registries registries,
      Vault vault,
      Ledger ledger,
      Pool pool) {
    this.subjects = subjects;
    this.contactPoints = contactPoints;
    this.accounts = accounts;
    this.registries = registries;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** Who has this address or number, or acts in this account. */
  Uni<List<Hit>> find(By by, String value, String purposeName, String actor) {
    Purpose purpose = registries.requirePurpose(purposeName);
    if (registries.category(Category.CONTACT).filter(one -> one.isFor(purpose)).isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purposeName, List.of("search"));
    }
    return pool.withTransaction(
            tx ->
                ids(tx, by, value)
                    .chain(ids -> found(tx, ids))
                    .call(found -> ledger.appendAll(tx, entries(found, by, purpose, actor))))
        .chain(this::open);
  }

  private Uni<List<UUID>> ids(SqlConnection tx, By by, String value) {
    return switch (by) {
      case EMAIL -> contactPoints.find(tx, email(value), MOST);
      case PHONE -> contactPoints.find(tx, phone(value), MOST);
      case ACCOUNT -> accounts.people(tx, new AccountNumber(value));
    };
  }

  private static ContactValue email(String value) {
    return EmailAddress.read(value.strip())
        .orElseThrow(() -> new Invalid("value", "must be an e-mail address"));
  }

  private static ContactValue phone(String value) {
    return PhoneNumber.read(value, null)
        .orElseThrow(() -> new Invalid("value", "must be a telephone number with country code"));
  }

  private Uni<Found> found(SqlConnection tx, List<UUID> ids) {
    return subjects
        .of(tx, ids.stream().limit(MOST).toList())
        .map(all -> all.stream().filter(one -> one.state() != State.ERASED).toList())
        .chain(
            all -> {
              Set<UUID> held = all.stream().map(Subject::id).collect(Collectors.toSet());
              return contactPoints
                  .of(tx, held)
                  .chain(
                      points ->
                          accounts
                              .of(
                                  tx,
                                  held,
                                  all.stream()
                                      .flatMap(one -> one.accounts().stream())
                                      .collect(Collectors.toSet()))
                              .map(acts -> new Found(all, points, acts)));
            });
  }

  private static List<Entry> entries(Found found, By by, Purpose purpose, String actor) {
    Map<String, Object> details =
        Map.of("by", by.name(), "purpose", purpose.slug(), "hits", found.subjects().size());
    return found.subjects().isEmpty()
        ? List.of(new Entry("subject.searched", actor, null, details))
        : found.subjects().stream()
            .map(one -> new Entry("subject.found", actor, one.id(), details))
            .toList();
  }

  private Uni<List<Hit>> open(Found found) {
    return vault
        .keys(
            found.subjects().stream()
                .flatMap(one -> Stream.of(one.key(Category.IDENTITY), one.key(Category.CONTACT)))
                .toList())
        .map(keys -> found.subjects().stream().map(one -> hit(one, found, keys)).toList());
  }

  private static Hit hit(Subject subject, Found found, DataKeys keys) {
    String contact =
        found.points().getOrDefault(subject.id(), List.of()).stream()
            .findFirst()
            .map(point -> point.open(keys).masked())
            .orElse("");
    List<String> numbers =
        found.memberships().getOrDefault(subject.id(), List.of()).stream()
            .map(one -> one.account().value())
            .toList();
    return new Hit(
        subject.id(), subject.openName(keys).masked(), contact, numbers, subject.state());
  }

  private record Found(
      List<Subject> subjects,
      Map<UUID, List<StoredContactPoint>> points,
      Map<UUID, List<Membership>> memberships) {}
}
