package io.habeas.subject.item;

import io.habeas.subject.registry.Purpose;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An item as it is stored. */
public record StoredItem(
    UUID subjectId,
    UUID id,
    String category,
    int categoryVersion,
    byte[] sealed,
    Digest digest,
    long version,
    String source,
    List<String> purposes,
    String legalBasis,
    Instant collectedAt,
    Instant recordedAt,
    String recordedBy,
    @Nullable String policyVersion) {

  /** Whether it is held for this purpose. */
  public boolean isFor(Purpose purpose) {
    return purpose.everything() || purposes.contains(purpose.slug());
  }

  /** Its value in clear, JSON. */
  public String open(DataKeys keys) {
    return keys.open(place(key(), id, version), sealed);
  }

  /** The data key that opens it. */
  public KeyRef key() {
    return new KeyRef(subjectId, category);
  }

  static Place place(KeyRef key, UUID id, long version) {
    return new Place(key, id, "value", version);
  }
}
