package io.habeas.disclosure.agreement;

import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps agreements. */
@ApplicationScoped
public class Agreements {

  private final Pool pool;
  private final Ledger ledger;
  private final BusinessClock clock;

  @Inject
  Agreements(Pool pool, Ledger ledger, BusinessClock clock) {
    this.pool = pool;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Those with a processor, the newest first. */
  public Uni<List<Agreement>> of(UUID processorId) {
    return AgreementStore.of(pool, processorId);
  }

  /** The newest that is in force at this instant, if one is. */
  public Uni<Optional<Agreement>> inForce(UUID processorId, Instant now) {
    return of(processorId)
        .map(all -> all.stream().filter(agreement -> agreement.isInForce(now)).findFirst());
  }

  /** Concludes a new one. */
  Uni<Integer> conclude(SqlConnection tx, Agreement agreement, Caller caller) {
    return AgreementStore.insert(tx, agreement)
        .call(number -> ledger.append(tx, entry(agreement, number, caller)));
  }

  Instant now() {
    return clock.now();
  }

  private static Entry entry(Agreement agreement, int number, Caller caller) {
    return new Entry(
        "agreement.concluded",
        caller.id(),
        null,
        Map.of(
            "processor", agreement.processorId().toString(),
            "agreement", agreement.id().toString(),
            "number", number,
            "validUntil", agreement.validUntil().toString()));
  }
}
