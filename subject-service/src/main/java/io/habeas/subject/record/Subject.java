package io.habeas.subject.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.subject.person.PersonName;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Place;
import java.util.List;
import java.util.UUID;

/**
 * A subject as it is stored.
 *
 * @param name the name, encrypted
 * @param nameVersion how often the name was written
 * @param profileDigest tells a changed profile from the same
 * @param accounts the digests of the numbers of the accounts in which the person acts
 * @param version how often the record was written
 */
public record Subject(
    UUID id,
    State state,
    String kind,
    String residency,
    List<String> languages,
    String timeZone,
    byte[] name,
    long nameVersion,
    Digest profileDigest,
    List<Digest> accounts,
    long version) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A person not held yet. */
  public static Subject register(
      UUID id, Profile profile, Digest profileDigest, Digest account, DataKeys keys) {
    return new Subject(
        id,
        State.ACTIVE,
        profile.kind(),
        profile.residency(),
        profile.languages(),
        profile.timeZone(),
        seal(id, 1, profile.name(), keys),
        1,
        profileDigest,
        List.of(account),
        1);
  }

  /** This subject with another profile; its version is still that of the record it came from. */
  public Subject with(Profile profile, Digest digest, DataKeys keys) {
    if (digest.equals(profileDigest)) {
      return this;
    }
    return new Subject(
        id,
        state,
        profile.kind(),
        profile.residency(),
        profile.languages(),
        profile.timeZone(),
        seal(id, nameVersion + 1, profile.name(), keys),
        nameVersion + 1,
        digest,
        accounts,
        version);
  }

  /** The name in clear. */
  public PersonName openName(DataKeys keys) {
    try {
      return JSON.readValue(keys.open(namePlace(id, nameVersion), name), PersonName.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored name is no name");
    }
  }

  /** The data key of this category. */
  public KeyRef key(String category) {
    return new KeyRef(id, category);
  }

  /** Whether its data may be used for this purpose, as far as its state decides. */
  public boolean isOpenFor(Purpose purpose) {
    return switch (state) {
      case ACTIVE -> true;
      case RESTRICTED, QUARANTINED -> purpose.mandatory() || purpose.everything();
      case ERASED -> false;
    };
  }

  /** The state under a restriction; a quarantine is one already. */
  public State restricted() {
    return state == State.ACTIVE ? State.RESTRICTED : state;
  }

  /** The state without a restriction. */
  public State unrestricted() {
    return state == State.RESTRICTED ? State.ACTIVE : state;
  }

  private static byte[] seal(UUID id, long version, PersonName name, DataKeys keys) {
    try {
      return keys.seal(namePlace(id, version), JSON.writeValueAsString(name));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a name is always JSON", e);
    }
  }

  private static Place namePlace(UUID id, long version) {
    return Place.ofOwner(new KeyRef(id, Category.IDENTITY), "name", version);
  }
}
