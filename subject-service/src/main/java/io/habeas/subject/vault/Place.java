package io.habeas.subject.vault;

import java.util.UUID;

/**
 * Where a ciphertext stands; it opens nowhere else.
 *
 * @param key whose data key, for which category
 * @param item the row
 * @param field the field in that row
 * @param version how often the field was written; an older ciphertext put back does not open
 */
public record Place(KeyRef key, UUID item, String field, long version) {

  /** A field of the owner itself, written for the given time. */
  public static Place ofOwner(KeyRef key, String field, long version) {
    return new Place(key, key.owner(), field, version);
  }

  byte[] associatedData() {
    return new AssociatedData("habeas/field/1")
        .id(key.owner())
        .text(key.category())
        .id(item)
        .text(field)
        .number(version)
        .toBytes();
  }
}
