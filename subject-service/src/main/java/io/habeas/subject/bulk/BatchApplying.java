package io.habeas.subject.bulk;

import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.Outcome;
import io.habeas.subject.account.Registered;
import io.habeas.subject.account.Registrar;
import io.habeas.subject.record.IdCommitment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commits a batch: its accounts, its errors, the job's new position and the ledger's entry. */
@Singleton
class BatchApplying {

  private final Registrar registrar;
  private final ImportStore store;
  private final Ledger ledger;
  private final BusinessClock clock;

  BatchApplying(Registrar registrar, ImportStore store, Ledger ledger, BusinessClock clock) {
    this.registrar = registrar;
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A batch on its way.
   *
   * @param accounts encrypted; null when that has to wait for a batch before it
   */
  record Ready(Batch batch, Registrar.@Nullable Prepared accounts) {}

  /**
   * Encrypts a batch while those before it are written, unless one of these is about the same
   * account: what is to be done then depends on what it leaves.
   *
   * @param written the line up to which all is committed
   */
  Uni<Ready> prepare(Batch batch, long written, String actor) {
    return written < batch.apartFrom()
        ? Uni.createFrom().item(new Ready(batch, null))
        : registrar.prepare(batch.accounts(), actor).map(prepared -> new Ready(batch, prepared));
  }

  Uni<Outcome> apply(UUID importId, Ready ready, String actor) {
    Batch batch = ready.batch();
    Registrar.Alongside alongside = (tx, outcome) -> commit(tx, importId, batch, outcome, actor);
    return ready.accounts() == null
        ? registrar.register(batch.accounts(), actor, alongside)
        : registrar.register(ready.accounts(), alongside);
  }

  private Uni<Void> commit(
      SqlConnection tx, UUID importId, Batch batch, Outcome outcome, String actor) {
    List<LineError> errors = errors(batch, outcome);
    return store
        .advance(tx, importId, batch, batch.lines() - errors.size(), clock.now())
        .invoke(
            moved -> {
              if (!moved) {
                throw new SubjectFailure.ImportBusy();
              }
            })
        .chain(() -> store.addErrors(tx, importId, errors))
        .chain(() -> ledger.append(tx, entry(importId, batch, outcome, actor)));
  }

  private static List<LineError> errors(Batch batch, Outcome outcome) {
    List<LineError> errors = new ArrayList<>(batch.errors());
    batch
        .sources()
        .forEach(
            (account, lines) -> {
              if (outcome.erased().contains(account.number())) {
                lines.forEach(line -> errors.add(erased(line)));
              }
            });
    return errors;
  }

  private static LineError erased(long line) {
    return new LineError(
        line, "subject-erased", "people", "must not name somebody whose data was erased");
  }

  private static Entry entry(UUID importId, Batch batch, Outcome outcome, String actor) {
    List<UUID> ids =
        outcome.registered().stream()
            .flatMap(account -> account.people().stream())
            .map(Registered.Person::subjectId)
            .toList();
    return new Entry(
        "import.applied",
        actor,
        null,
        Map.of(
            "import", importId.toString(),
            "firstLine", batch.firstLine(),
            "nextLine", batch.nextLine(),
            "subjects", ids.size(),
            "ids", IdCommitment.of(ids)));
  }
}
