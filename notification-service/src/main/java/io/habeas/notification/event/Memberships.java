package io.habeas.notification.event;

import io.habeas.ledger.Ledger;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.message.Messages;
import io.habeas.notification.supplement.Supplements;
import io.habeas.outbox.CloudEvent;
import io.habeas.outbox.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Since when subjects are with us, and what follows when one is gone: nothing more is sent, and
 * what the ledger tells of them is destroyed with its salts.
 */
@Singleton
public class Memberships {
  private final Pool pool;
  private final Inbox inbox;
  private final Deliveries deliveries;
  private final Messages messages;
  private final Supplements supplements;
  private final Ledger ledger;
  private final MembershipStore store = new MembershipStore();

  Memberships(
      Pool pool,
      Inbox inbox,
      Deliveries deliveries,
      Messages messages,
      Supplements supplements,
      Ledger ledger) {
    this.pool = pool;
    this.inbox = inbox;
    this.deliveries = deliveries;
    this.messages = messages;
    this.supplements = supplements;
    this.ledger = ledger;
  }

  /** Applies events, all or none, each once; one of a type that we do not know changes nothing. */
  public Uni<Void> take(List<CloudEvent> events) {
    return pool.withTransaction(tx -> inbox.apply(tx, events, news -> apply(tx, news)));
  }

  /** Since when a subject is with us, business time; empty where we were not told. */
  public Uni<Optional<Instant>> since(UUID subject) {
    return store.since(pool, subject);
  }

  private Uni<Void> apply(SqlConnection tx, List<CloudEvent> news) {
    Map<UUID, Instant> joined =
        ofType("subject.registered", news)
            .collect(Collectors.toMap(CloudEvent::subject, CloudEvent::time));
    return store
        .join(tx, joined)
        .chain(() -> each("item.supplemented", news, event -> supplements.take(tx, event)))
        .chain(
            () -> each("data.disclosed", news, event -> supplements.disclosed(tx, event.subject())))
        .chain(() -> each("subject.erased", news, event -> leave(tx, event)));
  }

  private static Uni<Void> each(
      String type, List<CloudEvent> news, Function<CloudEvent, Uni<Void>> change) {
    return Multi.createFrom()
        .items(ofType(type, news))
        .onItem()
        .transformToUniAndConcatenate(event -> change.apply(event).replaceWith(event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Stream<CloudEvent> ofType(String type, List<CloudEvent> events) {
    return events.stream().filter(event -> event.type().equals(type));
  }

  private Uni<Void> leave(SqlConnection tx, CloudEvent event) {
    return store
        .leave(tx, event.subject(), event.time())
        .chain(() -> deliveries.suppress(tx, event.subject(), "erased"))
        .chain(() -> messages.forget(tx, event.subject()))
        .chain(() -> supplements.forget(tx, event.subject()))
        .chain(() -> ledger.forget(tx, event.subject()));
  }
}
