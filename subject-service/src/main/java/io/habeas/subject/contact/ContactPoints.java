package io.habeas.subject.contact;

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

/** The contact points of subjects. */
@Singleton
public class ContactPoints {

  private final ContactPointStore store;
  private final BlindIndex index;

  ContactPoints(ContactPointStore store, BlindIndex index) {
    this.store = store;
    this.index = index;
  }

  /** The contact points of these subjects, oldest first. */
  public Uni<Map<UUID, List<StoredContactPoint>>> of(SqlClient client, Collection<UUID> subjects) {
    return subjects.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : store
            .ofSubjects(client, subjects)
            .map(all -> all.stream().collect(Collectors.groupingBy(StoredContactPoint::subjectId)));
  }

  /** The subjects with this contact point, at most so many. */
  public Uni<List<UUID>> find(SqlClient client, ContactValue value, int most) {
    return store.withDigest(client, ContactChange.digest(index, value), most);
  }

  /** What turns the points that are held into those that were sent. */
  public ContactChange change(
      UUID subjectId, List<StoredContactPoint> held, List<NewContactPoint> sent) {
    List<HeldContactPoint> closed = held.stream().map(StoredContactPoint::held).toList();
    return ContactChange.between(subjectId, closed, sent, index);
  }

  /** The added points of these changes, encrypted. */
  public List<SealedContactPoint> seal(Stream<ContactChange> changes, DataKeys keys) {
    return changes.flatMap(change -> change.added().stream()).map(one -> seal(one, keys)).toList();
  }

  private static SealedContactPoint seal(ContactChange.Fresh point, DataKeys keys) {
    byte[] sealed = SealedValue.seal(keys, point.subjectId(), point.id(), 1, point.value());
    return new SealedContactPoint(point, sealed);
  }

  /** Stores changes whose added points were sealed. */
  public Uni<Void> write(
      SqlConnection tx, List<ContactChange> changes, List<SealedContactPoint> added, Instant now) {
    List<HeldContactPoint> removed =
        changes.stream().flatMap(change -> change.removed().stream()).toList();
    List<HeldContactPoint> verified =
        changes.stream().flatMap(change -> change.verified().stream()).toList();
    return store
        .remove(tx, removed)
        .chain(() -> store.verify(tx, verified))
        .chain(() -> store.add(tx, added, now));
  }
}
