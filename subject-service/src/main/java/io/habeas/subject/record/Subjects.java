package io.habeas.subject.record;

import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The subjects that are held. */
@Singleton
public class Subjects {

  private final SubjectStore store;

  Subjects(SubjectStore store) {
    this.store = store;
  }

  /** Those of these subjects that are held, in no order. */
  public Uni<List<Subject>> of(SqlClient client, Collection<UUID> ids) {
    return ids.isEmpty() ? Uni.createFrom().item(List.of()) : store.find(client, ids);
  }

  /** The subject of this id; erased ones are missing. */
  public Uni<Subject> require(SqlClient client, UUID id) {
    return store
        .find(client, List.of(id))
        .map(
            found ->
                found.stream()
                    .filter(subject -> subject.state() != State.ERASED)
                    .findFirst()
                    .orElseThrow(Missing::new));
  }

  /** The subject of this id, held still until the transaction ends. */
  public Uni<Subject> requireLocked(SqlConnection tx, UUID id) {
    return store.lock(tx, id).chain(() -> require(tx, id));
  }

  /**
   * Stores another state and why.
   *
   * @return whether the subject still had its version
   */
  public Uni<Boolean> restrict(
      SqlConnection tx, Subject subject, State next, byte[] reason, Instant now) {
    return store.restrict(tx, subject, next, reason, now);
  }

  /** Stores subjects not held yet. */
  public Uni<Void> add(SqlConnection tx, List<Subject> subjects, Instant now) {
    return subjects.isEmpty() ? Uni.createFrom().voidItem() : store.add(tx, subjects, now);
  }

  /**
   * Stores changed subjects, each if it still has the version that it was read with.
   *
   * @return whether all had
   */
  public Uni<Boolean> change(SqlConnection tx, List<Subject> subjects, Instant now) {
    return subjects.isEmpty()
        ? Uni.createFrom().item(true)
        : store.change(tx, subjects, now).map(changed -> changed == subjects.size());
  }
}
