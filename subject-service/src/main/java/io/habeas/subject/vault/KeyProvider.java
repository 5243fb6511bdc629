package io.habeas.subject.vault;

import com.google.crypto.tink.KeysetHandle;

/**
 * Where the two top keysets come from, asked once at start: a file or mounted secret; a transit
 * engine or a cloud's key service that unwraps an encrypted keyset fits as well.
 */
public interface KeyProvider {

  /**
   * The keyset (AEAD) that wraps data keys; its primary key wraps, every enabled one unwraps.
   *
   * @throws KeysUnavailableException with the reason, for the operator
   */
  KeysetHandle wrappingKeys();

  /**
   * The keyset (PRF) of the blind indexes.
   *
   * @throws KeysUnavailableException with the reason, for the operator
   */
  KeysetHandle indexKeys();
}
