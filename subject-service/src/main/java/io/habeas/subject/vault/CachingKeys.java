package io.habeas.subject.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Unwrapped keys in memory for a short time, counted from when they were fetched. A destroyed key
 * may open its records for that long, not longer.
 */
@Singleton
class CachingKeys {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Cache<KeyRef, DataKey> keys;

  CachingKeys(VaultConfig config) {
    if (config.cache().retention().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("habeas.vault.cache.retention is at most 60s");
    }
    this.keys =
        Caffeine.newBuilder()
            .expireAfterWrite(config.cache().retention())
            .maximumSize(config.cache().size())
            .build();
  }

  Map<KeyRef, DataKey> present(Collection<KeyRef> names) {
    return keys.getAllPresent(names);
  }

  void keep(Map<KeyRef, DataKey> fetched) {
    keys.putAll(fetched);
  }
}
