package io.habeas.subject.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Place;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as it is stored; number and name are in {@code details}, encrypted. */
record AccountRow(
    Digest number,
    UUID id,
    String kind,
    String brand,
    List<String> products,
    String residency,
    byte[] details,
    Digest detailsDigest,
    long version,
    @Nullable Instant signedUpAt) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is encrypted of an account. */
  @RegisterForReflection
  record Details(String number, @Nullable String name) {

    @Override
    public String toString() {
      return "Details[***]";
    }
  }

  static AccountRow of(
      Registration account, Digest number, UUID id, Digest digest, long version, DataKeys keys) {
    Details details = new Details(account.number().value(), account.name());
    return new AccountRow(
        number,
        id,
        account.kind().slug(),
        account.brand(),
        account.products(),
        account.residency(),
        seal(id, version, details, keys),
        digest,
        version,
        account.signedUpAt());
  }

  static KeyRef key(UUID id) {
    return new KeyRef(id, Category.ACCOUNT);
  }

  Details open(DataKeys keys) {
    try {
      return JSON.readValue(keys.open(place(id, version), details), Details.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored account details are none");
    }
  }

  private static byte[] seal(UUID id, long version, Details details, DataKeys keys) {
    try {
      return keys.seal(place(id, version), JSON.writeValueAsString(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("account details are always JSON", e);
    }
  }

  private static Place place(UUID id, long version) {
    return Place.ofOwner(key(id), "details", version);
  }
}
