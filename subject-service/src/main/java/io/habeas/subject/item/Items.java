package io.habeas.subject.item;

import com.github.f4b6a3.uuid.UuidCreator;
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

  Items(ItemStore store, BlindIndex index) {
    this.store = store;
    this.index = index;
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

  /** Stores items; one that is held already stays as it is. */
  public Uni<Void> add(SqlConnection tx, List<StoredItem> items) {
    return items.isEmpty() ? Uni.createFrom().voidItem() : store.add(tx, items);
  }
}
