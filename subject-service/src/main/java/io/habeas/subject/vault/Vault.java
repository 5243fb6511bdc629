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
    return store.add(wrapped, clock.now()).chain(added -> withTaken(fresh, added));
  }

  /** Of a name that was taken, the key that stands there counts and not the one just made. */
  private Uni<DataKeys> withTaken(Map<KeyRef, NewKey> fresh, Set<KeyRef> added) {
    Map<KeyRef, DataKey> keys = HashMap.newHashMap(fresh.size());
    fresh.forEach((name, key) -> keys.put(name, key.key()));
    keys.keySet().retainAll(added);
    return store
        .find(without(fresh.keySet(), added))
        .map(this::unwrapped)
        .invoke(keys::putAll)
        .map(taken -> new DataKeys(keys));
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
