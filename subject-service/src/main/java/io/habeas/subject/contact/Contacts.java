package io.habeas.subject.contact;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.record.IdCommitment;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Hands over how to reach subjects, for a purpose for which contact data is held. Who is restricted
 * is left out unless the purpose is mandatory; who has no such contact point is left out.
 */
@Singleton
class Contacts {

  private final Subjects subjects;
  private final ContactPoints points;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Contacts(
      Subjects subjects,
      ContactPoints points,
      Registries registries,
      Vault vault,
      Ledger ledger,
      Pool pool) {
    this.subjects = subjects;
    this.points = points;
    this.registries = registries;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** The contacts of those of the subjects who may and can be reached. */
  Uni<List<Contact>> of(Set<UUID> ids, String purposeName, Channel channel, String actor) {
    Purpose purpose = registries.requirePurpose(purposeName);
    if (registries.category(Category.CONTACT).filter(one -> one.isFor(purpose)).isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purposeName, List.of("contactPoints"));
    }
    return pool.withTransaction(tx -> read(tx, ids, purpose, channel, actor))
        .chain(found -> open(found, channel));
  }

  private Uni<Found> read(
      SqlConnection tx, Set<UUID> ids, Purpose purpose, Channel channel, String actor) {
    return subjects
        .of(tx, ids)
        .map(all -> all.stream().filter(subject -> subject.isOpenFor(purpose)).toList())
        .chain(
            open ->
                points
                    .of(tx, open.stream().map(Subject::id).toList())
                    .map(byId -> new Found(open, byId)))
        .call(found -> record(tx, found, purpose, channel, actor));
  }

  private Uni<Void> record(
      SqlConnection tx, Found found, Purpose purpose, Channel channel, String actor) {
    List<UUID> ids = found.subjects().stream().map(Subject::id).toList();
    Map<String, Object> details =
        Map.of(
            "purpose", purpose.slug(),
            "channel", channel.slug(),
            "subjects", ids.size(),
            "ids", IdCommitment.of(ids));
    return ledger.append(tx, new Entry("contacts.read", actor, null, details));
  }

  private Uni<List<Contact>> open(Found found, Channel channel) {
    List<KeyRef> keys =
        found.subjects().stream()
            .flatMap(one -> Stream.of(one.key(Category.IDENTITY), one.key(Category.CONTACT)))
            .toList();
    return vault
        .keys(keys)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            open ->
                found.subjects().stream()
                    .flatMap(subject -> contact(subject, found, channel, open).stream())
                    .toList());
  }

  private static Optional<Contact> contact(
      Subject subject, Found found, Channel channel, DataKeys keys) {
    Collection<StoredContactPoint> all = found.points().getOrDefault(subject.id(), List.of());
    return all.stream()
        .filter(point -> point.kind() == channel.kind())
        .filter(point -> keys.has(subject.key(Category.CONTACT)))
        .reduce((best, point) -> point.isBetterThan(best) ? point : best)
        .map(
            point ->
                Contact.of(
                    subject.id(),
                    point.id(),
                    point.open(keys),
                    subject.openName(keys).full(),
                    subject.languages().getFirst(),
                    subject.timeZone()));
  }

  private record Found(List<Subject> subjects, Map<UUID, List<StoredContactPoint>> points) {}
}
