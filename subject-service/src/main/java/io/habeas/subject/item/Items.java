package io.habeas.subject.item;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.outbox.Event;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.KeyRef;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The items of subjects. */
@Singleton
public class Items {

  /** How many items are read of one subject at once. */
  public static final int MOST = 1000;

  private final ItemStore store;
  private final BlindIndex index;
  private final Registries registries;

  Items(ItemStore store, BlindIndex index, Registries registries) {
    this.store = store;
    this.index = index;
    this.registries = registries;
  }

  /** The items of one subject, oldest first, and at most one more than {@link #MOST}. */
  public Uni<List<StoredItem>> of(SqlClient client, UUID subjectId) {
    return store.ofSubject(client, subjectId, MOST + 1);
  }

  /** An item encrypted, to be stored. */
  public StoredItem seal(UUID subjectId, Item item, String actor, Instant now, DataKeys keys) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    KeyRef key = new KeyRef(subjectId, item.category().slug());
    return new StoredItem(
        subjectId,
        id,
        item.category().slug(),
        item.category().version(),
        keys.seal(StoredItem.place(key, id, 1), item.value().toString()),
        index.digestWithin(subjectId, "item", item.identity()),
        1,
        item.source(),
        item.purposes(),
        item.legalBasis(),
        item.collectedAt(),
        now,
        actor,
        item.policyVersion());
  }

  /** Stores items and answers those that are new; one that is held already stays as it is. */
  public Uni<List<StoredItem>> add(SqlConnection tx, List<StoredItem> items) {
    return items.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .add(tx, items)
            .map(added -> items.stream().filter(item -> added.contains(item.id())).toList());
  }

  /**
   * What other services are told of new items that do not come from the subject (GDPR Art. 14):
   * that there are any, never what they say.
   */
  public List<Event> supplemented(List<StoredItem> added) {
    return added.stream()
        .filter(item -> registries.isForeign(item.source()))
        .map(
            item ->
                new Event(
                    item.subjectId(),
                    "item.supplemented",
                    new Supplemented(
                        item.id(), item.category(), item.source(), item.collectedAt())))
        .toList();
  }

  /** An item without its content. */
  record Supplemented(UUID itemId, String category, String source, Instant collectedAt) {}
}
