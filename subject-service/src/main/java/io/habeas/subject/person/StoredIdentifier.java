package io.habeas.subject.person;

import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Place;
import java.util.UUID;

/** An identifier as it is stored. */
public record StoredIdentifier(
    UUID subjectId, UUID id, String kind, byte[] sealed, Digest digest, long version) {

  /** The identifier in clear. */
  public Identifier open(DataKeys keys) {
    return new Identifier(kind, keys.open(place(subjectId, id, version), sealed));
  }

  static Place place(UUID subjectId, UUID id, long version) {
    return new Place(new KeyRef(subjectId, Category.IDENTIFIER), id, "value", version);
  }
}
