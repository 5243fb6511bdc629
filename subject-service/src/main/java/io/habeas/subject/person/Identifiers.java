package io.habeas.subject.person;

import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.DataKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identifiers of subjects. */
@Singleton
public class Identifiers {

  private final IdentifierStore store;
  private final BlindIndex index;

  Identifiers(IdentifierStore store, BlindIndex index) {
    this.store = store;
    this.index = index;
  }

  /** The identifiers of these subjects, oldest first. */
  public Uni<Map<UUID, List<StoredIdentifier>>> of(SqlClient client, Collection<UUID> subjects) {
    return subjects.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : store
            .ofSubjects(client, subjects)
            .map(all -> all.stream().collect(Collectors.groupingBy(StoredIdentifier::subjectId)));
  }

  /** What turns the identifiers that are held into those that were sent. */
  public IdentifierChange change(
      UUID subjectId, List<StoredIdentifier> held, List<Identifier> sent) {
    return IdentifierChange.between(subjectId, held, sent, index);
  }

  /** The added identifiers of these changes, encrypted. */
  public List<StoredIdentifier> seal(Stream<IdentifierChange> changes, DataKeys keys) {
    return changes.flatMap(change -> change.added().stream()).map(one -> seal(one, keys)).toList();
  }

  private static StoredIdentifier seal(IdentifierChange.Fresh one, DataKeys keys) {
    byte[] sealed =
        keys.seal(StoredIdentifier.place(one.subjectId(), one.id(), 1), one.identifier().value());
    return new StoredIdentifier(
        one.subjectId(), one.id(), one.identifier().kind(), sealed, one.digest(), 1);
  }

  /** Stores changes whose added identifiers were sealed. */
  public Uni<Void> write(
      SqlConnection tx, List<IdentifierChange> changes, List<StoredIdentifier> added, Instant now) {
    List<StoredIdentifier> removed =
        changes.stream().flatMap(change -> change.removed().stream()).toList();
    return store.remove(tx, removed).chain(() -> store.add(tx, added, now));
  }
}
