package io.habeas.subject.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Place;
import java.util.UUID;

/** Contact values to and from ciphertext. */
final class SealedValue {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SealedValue() {}

  static byte[] seal(DataKeys keys, UUID subjectId, UUID id, long version, ContactValue value) {
    String plain =
        switch (value) {
          case EmailAddress email -> email.value();
          case PhoneNumber phone -> phone.value();
          case PostalAddress postal -> write(AddressBody.of(postal));
        };
    return keys.seal(place(subjectId, id, version), plain);
  }

  static ContactValue open(
      DataKeys keys, UUID subjectId, UUID id, long version, ContactKind kind, byte[] sealed) {
    String plain = keys.open(place(subjectId, id, version), sealed);
    return switch (kind) {
      case EMAIL -> new EmailAddress(plain);
      case PHONE -> new PhoneNumber(plain);
      case POSTAL -> read(plain);
    };
  }

  private static Place place(UUID subjectId, UUID id, long version) {
    return new Place(new KeyRef(subjectId, Category.CONTACT), id, "value", version);
  }

  private static String write(AddressBody address) {
    try {
      return JSON.writeValueAsString(address);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an address is always JSON", e);
    }
  }

  private static PostalAddress read(String plain) {
    try {
      AddressBody body = JSON.readValue(plain, AddressBody.class);
      return new PostalAddress(
          String.valueOf(body.street()),
          body.extra(),
          body.postalCode(),
          String.valueOf(body.city()),
          body.region(),
          String.valueOf(body.country()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored address is no address");
    }
  }
}
