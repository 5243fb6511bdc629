package io.habeas.subject.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the top keysets are and how long an unwrapped data key may stay in memory. */
@ConfigMapping(prefix = "habeas.vault")
public interface VaultConfig {

  /** File with the JSON keyset (Tink, AEAD) that wraps the data keys. */
  Path keyset();

  /** File with the JSON keyset (Tink, PRF) of the blind indexes. */
  Path indexKey();

  /**
   * Whether a file that is not there is made at start: for a laptop's first start. Where the vault
   * has keys already, the new file is not theirs and the start is refused all the same.
   */
  @WithDefault("false")
  boolean generateMissing();

  /** How often the next bucket's keys are wrapped anew after a rotation; {@code off} in tests. */
  @WithDefault("2s")
  String rewrapEvery();

  /** The cache of unwrapped data keys. */
  Cache cache();

  /** Bounds of the cache of unwrapped data keys. */
  interface Cache {

    /** How long a key stays; an erasure's certificate waits for it, so never above 60 s. */
    @WithDefault("60s")
    Duration retention();

    /** How many keys stay. */
    @WithDefault("20000")
    int size();
  }
}
