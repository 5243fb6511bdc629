package io.habeas.subject.account;

import io.habeas.outbox.Event;
import io.habeas.outbox.Outbox;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.item.Items;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.SubjectEvents;
import io.habeas.subject.record.Subjects;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes a sealed batch: a dozen statements, however many accounts. */
@Singleton
class BatchWriting {

  private final AccountStore accounts;
  private final Subjects subjects;
  private final ContactPoints contactPoints;
  private final Identifiers identifiers;
  private final Items items;
  private final Outbox outbox;

  BatchWriting(
      AccountStore accounts,
      Subjects subjects,
      ContactPoints contactPoints,
      Identifiers identifiers,
      Items items,
      Outbox outbox) {
    this.accounts = accounts;
    this.subjects = subjects;
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
    this.items = items;
    this.outbox = outbox;
  }

  Uni<Void> write(SqlConnection tx, SealedBatch batch, Instant now) {
    List<Event> told =
        Stream.concat(
                batch.newSubjects().stream().map(SubjectEvents::registered),
                batch.changedSubjects().stream().map(SubjectEvents::changed))
            .toList();
    return whole(accounts.addAccounts(tx, batch.newAccounts(), now))
        .chain(() -> whole(accounts.changeAccounts(tx, batch.changedAccounts(), now)))
        .chain(() -> whole(subjects.change(tx, batch.changedSubjects(), now)))
        .chain(() -> subjects.add(tx, batch.newSubjects(), now))
        .chain(() -> whole(accounts.addMemberships(tx, batch.newMemberships(), now)))
        .chain(() -> whole(accounts.changeRoles(tx, batch.changedRoles())))
        .chain(() -> contactPoints.write(tx, batch.contact(), batch.contactPoints(), now))
        .chain(() -> identifiers.write(tx, batch.identifierChanges(), batch.identifiers(), now))
        .chain(() -> items.add(tx, batch.items()))
        .chain(
            added ->
                outbox.appendInBulk(
                    tx, Stream.concat(told.stream(), items.supplemented(added).stream()).toList()));
  }

  private static Uni<Void> whole(Uni<Boolean> step) {
    return step.invoke(
            isWhole -> {
              if (!isWhole) {
                throw new LostRaceException();
              }
            })
        .replaceWithVoid();
  }
}
