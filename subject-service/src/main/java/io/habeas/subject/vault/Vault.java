package io.habeas.subject.vault;

import io.habeas.clock.SecurityClock;
import io.habeas.subject.vault.WrappingKey.NewKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hands out data keys. Keys are committed before the records that need them: a key without a record
 * is harmless, a record without its key would be lost.
 */
@Singleton
public class Vault {

  private final DataKeyStore store;
  private final WrappingKey wrapping;
  private final CachingKeys cache;
  private final SecurityClock clock;

  Vault(DataKeyStore store, WrappingKey wrapping, CachingKeys cache, SecurityClock clock) {
    this.store = store;
    this.wrapping = wrapping;
    this.cache = cache;
    this.clock = clock;
  }

  /** Those of the named keys that exist, to read with. */
  public Uni<DataKeys> keys(Collection<KeyRef> names) {
    Map<KeyRef, DataKey> present = new HashMap<>(cache.present(names));
    Set<KeyRef> absent = without(names, present.keySet());
    return store
        .find(absent)
        .map(this::unwrapped)
        .invoke(cache::keep)
        .invoke(present::putAll)
        .map(fetched -> new DataKeys(present));
  }

  /** All named keys, to write with; those that do not exist are made and committed first. */
  public Uni<DataKeys> keysMakingMissing(Collection<KeyRef> names) {
    Map<KeyRef, NewKey> fresh =
        names.stream().distinct().collect(Collectors.toMap(name -> name, wrapping::newKey));
    Map<KeyRef, byte[]> wrapped = HashMap.newHashMap(fresh.size());
    fresh.forEach((name, key) -> wrapped.put(name, key.wrapped()));
    return store
        .add(wrapped, clock.now())
        .chain(all -> all ? Uni.createFrom().item(made(fresh)) : asStored(fresh.keySet()));
  }

  private static DataKeys made(Map<KeyRef, NewKey> fresh) {
    Map<KeyRef, DataKey> keys = HashMap.newHashMap(fresh.size());
    fresh.forEach((name, key) -> keys.put(name, key.key()));
    return new DataKeys(keys);
  }

  /** Of a name that was taken, the key that stands there counts and not the one just made. */
  private Uni<DataKeys> asStored(Set<KeyRef> names) {
    return store.find(names).map(this::unwrapped).map(DataKeys::new);
  }

  private Map<KeyRef, DataKey> unwrapped(Map<KeyRef, byte[]> wrapped) {
    Map<KeyRef, DataKey> keys = HashMap.newHashMap(wrapped.size());
    wrapped.forEach((name, key) -> keys.put(name, wrapping.unwrap(name, key)));
    return keys;
  }

  private static Set<KeyRef> without(Collection<KeyRef> names, Set<KeyRef> known) {
    Set<KeyRef> rest = new HashSet<>(names);
    rest.removeAll(known);
    return rest;
  }
}
