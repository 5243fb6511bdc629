package io.habeas.subject.restriction;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.SubjectEvents;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.Place;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Restricts and releases subjects; the other services are told. */
@Singleton
class Restrictions {

  private final Subjects subjects;
  private final Vault vault;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Pool pool;
  private final BusinessClock clock;

  Restrictions(
      Subjects subjects,
      Vault vault,
      Outbox outbox,
      Ledger ledger,
      Pool pool,
      BusinessClock clock) {
    this.subjects = subjects;
    this.vault = vault;
    this.outbox = outbox;
    this.ledger = ledger;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Sets or lifts the restriction and answers the state from now on; set twice, it is told once.
   */
  Uni<State> set(UUID subjectId, boolean restricted, String reason, String actor) {
    return pool.withTransaction(
        tx ->
            subjects
                .requireLocked(tx, subjectId)
                .chain(
                    subject -> {
                      State next = restricted ? subject.restricted() : subject.unrestricted();
                      return next == subject.state()
                          ? Uni.createFrom().item(next)
                          : change(tx, subject, next, reason, actor).replaceWith(next);
                    }));
  }

  private Uni<Void> change(
      SqlConnection tx, Subject subject, State next, String reason, String actor) {
    long version = subject.version() + 1;
    Place place = Place.ofOwner(subject.key(Category.IDENTITY), "restriction-reason", version);
    return vault
        .keysMakingMissing(List.of(place.key()))
        .map(keys -> keys.seal(place, reason))
        .chain(cipher -> subjects.restrict(tx, subject, next, cipher, clock.now()))
        .invoke(
            done -> {
              if (!done) {
                throw new SubjectFailure.VersionLost();
              }
            })
        .chain(() -> outbox.append(tx, event(subject, next)))
        .chain(() -> ledger.append(tx, entry(subject, next, actor)));
  }

  private static Event event(Subject subject, State next) {
    return next == State.RESTRICTED
        ? SubjectEvents.restricted(subject)
        : SubjectEvents.unrestricted(subject);
  }

  private static Entry entry(Subject subject, State next, String actor) {
    String action = next == State.RESTRICTED ? "subject.restricted" : "subject.unrestricted";
    return new Entry(action, actor, subject.id(), Map.of("state", next.slug()));
  }
}
