package io.habeas.subject.contact;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.record.IdCommitment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps what senders learn about contact points; one that is gone or corrected is passed over. */
@Singleton
class Reachabilities {

  private final ContactPointStore store;
  private final Ledger ledger;
  private final Pool pool;

  Reachabilities(ContactPointStore store, Ledger ledger, Pool pool) {
    this.store = store;
    this.ledger = ledger;
    this.pool = pool;
  }

  Uni<Void> hear(List<Reachability> reports, String actor) {
    Map<UUID, Reachability> newest = new LinkedHashMap<>();
    reports.stream()
        .sorted(Comparator.comparing(Reachability::contactPointId).thenComparing(Reachability::at))
        .forEach(report -> newest.put(report.contactPointId(), report));
    List<UUID> ids = newest.values().stream().map(Reachability::subjectId).toList();
    Map<String, Object> details = Map.of("subjects", ids.size(), "ids", IdCommitment.of(ids));
    return pool.withTransaction(
        tx ->
            store
                .reached(tx, List.copyOf(newest.values()))
                .chain(
                    () -> ledger.append(tx, new Entry("reachability.told", actor, null, details))));
  }
}
