package io.habeas.subject.contact;

import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact point as it is stored. */
public record StoredContactPoint(
    UUID subjectId,
    UUID id,
    ContactKind kind,
    byte[] sealed,
    Digest digest,
    long version,
    @Nullable Instant verifiedAt,
    Instant unchangedSince,
    Reachability.State reachability) {

  /** The value in clear. */
  public ContactValue open(DataKeys keys) {
    return SealedValue.open(keys, subjectId, id, version, kind, sealed);
  }

  /** Better to write to than the other: not known to fail, proven, older. */
  boolean isBetterThan(StoredContactPoint other) {
    boolean fails = reachability == Reachability.State.UNREACHABLE;
    boolean otherFails = other.reachability == Reachability.State.UNREACHABLE;
    if (fails != otherFails) {
      return otherFails;
    }
    if ((verifiedAt == null) != (other.verifiedAt == null)) {
      return verifiedAt != null;
    }
    return id.compareTo(other.id) < 0;
  }

  HeldContactPoint held() {
    return new HeldContactPoint(subjectId, id, digest, verifiedAt);
  }
}
