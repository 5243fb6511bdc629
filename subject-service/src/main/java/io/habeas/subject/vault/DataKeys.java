package io.habeas.subject.vault;

import java.util.Map;

/**
 * The data keys fetched for one piece of work. It seals and opens in memory, without waiting; do it
 * off the event loop when there is much of it.
 */
public final class DataKeys {

  private final Map<KeyRef, DataKey> keys;

  DataKeys(Map<KeyRef, DataKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /** Whether there is such a key; there is none for what was erased. */
  public boolean has(KeyRef key) {
    return keys.containsKey(key);
  }

  /** Encrypts the text for exactly this place. */
  public byte[] seal(Place place, String text) {
    return keyOf(place).seal(place, text);
  }

  /**
   * Decrypts what was sealed for exactly this place.
   *
   * @throws DoesNotOpenException when it was altered, or made for another place
   */
  public String open(Place place, byte[] sealed) {
    return keyOf(place).open(place, sealed);
  }

  private DataKey keyOf(Place place) {
    DataKey key = keys.get(place.key());
    if (key == null) {
      throw new DoesNotOpenException(place);
    }
    return key;
  }
}
