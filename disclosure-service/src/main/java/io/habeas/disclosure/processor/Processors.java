package io.habeas.disclosure.processor;

import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.disclosure.DisclosureFailure;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps the register of processors. */
@ApplicationScoped
public class Processors {

  private final Pool pool;
  private final Ledger ledger;
  private final BusinessClock clock;

  @Inject
  Processors(Pool pool, Ledger ledger, BusinessClock clock) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** All, by name. */
  public Uni<List<Processor>> all() {
    return ProcessorStore.all(pool);
  }

  /** The one of this id, if there is one. */
  public Uni<Optional<Processor>> find(UUID id) {
    return ProcessorStore.find(pool, id);
  }

  /** The one of this id; fails with {@link Missing}. */
  public Uni<Processor> get(UUID id) {
    return find(id).map(found -> found.orElseThrow(Missing::new));
  }

  /** Registers a new one, in the transaction that claims its idempotency key. */
  Uni<Processor> register(SqlConnection tx, Processor processor, Caller caller) {
    return ProcessorStore.insert(tx, processor)
        .invoke(
            isNew -> {
              if (!isNew) {
                throw new DisclosureFailure.NameTaken();
              }
            })
        .chain(() -> ledger.append(tx, entry("processor.registered", processor, caller)))
        .replaceWith(processor);
  }

  /** Changes the version that the editor has read; fails where there is a newer one. */
  Uni<Processor> change(Processor changed, Caller caller) {
    return pool.withTransaction(
        tx ->
            ProcessorStore.change(tx, changed)
                .invoke(
                    isNewest -> {
                      if (!isNewest) {
                        throw new DisclosureFailure.Outdated();
                      }
                    })
                .chain(() -> ledger.append(tx, entry("processor.changed", changed, caller)))
                .replaceWith(changed));
  }

  BusinessClock clock() {
    return clock;
  }

  private static Entry entry(String action, Processor processor, Caller caller) {
    return new Entry(
        action,
        caller.id(),
        null,
        Map.of(
            "processor", processor.id().toString(),
            "version", processor.version(),
            "state", processor.state().label(),
            "country", processor.country()));
  }
}
