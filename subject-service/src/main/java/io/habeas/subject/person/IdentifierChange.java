package io.habeas.subject.person;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What turns the identifiers that are held into those that were sent.
 *
 * @param added not held yet
 * @param removed held and not sent
 */
public record IdentifierChange(List<Fresh> added, List<StoredIdentifier> removed) {

  /** No change. */
  public static final IdentifierChange NONE = new IdentifierChange(List.of(), List.of());

  static IdentifierChange between(
      UUID subjectId, List<StoredIdentifier> held, List<Identifier> sent, BlindIndex index) {
    Map<Digest, Identifier> wanted = new LinkedHashMap<>();
    sent.forEach(one -> wanted.putIfAbsent(index.digest(one.kind(), one.value()), one));
    List<StoredIdentifier> removed = new ArrayList<>();
    for (StoredIdentifier one : held) {
      if (wanted.remove(one.digest()) == null) {
        removed.add(one);
      }
    }
    List<Fresh> added = new ArrayList<>();
    wanted.forEach(
        (digest, one) ->
            added.add(new Fresh(subjectId, UuidCreator.getTimeOrderedEpoch(), one, digest)));
    return new IdentifierChange(added, removed);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /** An identifier to be stored. */
  public record Fresh(UUID subjectId, UUID id, Identifier identifier, Digest digest) {}
}
