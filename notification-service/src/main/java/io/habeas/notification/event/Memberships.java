package io.habeas.notification.event;

import io.habeas.ledger.Ledger;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.outbox.CloudEvent;
import io.habeas.outbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Since when subjects are with us, and what follows when one is gone: nothing more is sent, and
 * what the ledger tells of them is destroyed with its salts.
 */
@Singleton
public class Memberships {
  private final Pool pool;
  private final Inbox inbox;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final MembershipStore store = new MembershipStore();

  Memberships(Pool pool, Inbox inbox, Deliveries deliveries, Ledger ledger) {
    this.pool = pool;
    this.inbox = inbox;
    this.deliveries = deliveries;
    this.ledger = ledger;
  }

  /** Applies an event once; one of a type that we do not know changes nothing. */
  public Uni<Void> take(CloudEvent event) {
    return pool.withTransaction(tx -> inbox.apply(tx, event, () -> apply(tx, event)))
        .replaceWithVoid();
  }

  /** Since when a subject is with us, business time; empty where we were not told. */
  public Uni<Optional<Instant>> since(UUID subject) {
    return store.since(pool, subject);
  }

  private Uni<Void> apply(SqlConnection tx, CloudEvent event) {
    return switch (event.type()) {
      case "subject.registered" -> store.join(tx, event.subject(), event.time());
      case "subject.erased" -> leave(tx, event);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> leave(SqlConnection tx, CloudEvent event) {
    return store
        .leave(tx, event.subject(), event.time())
        .chain(() -> deliveries.suppress(tx, event.subject(), "erased"))
        .chain(() -> ledger.forget(tx, event.subject()));
  }
}
