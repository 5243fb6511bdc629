package io.habeas.subject.release;

import com.fasterxml.jackson.databind.util.RawValue;
import io.habeas.subject.contact.AddressBody;
import io.habeas.subject.contact.ContactKind;
import io.habeas.subject.contact.ContactValue;
import io.habeas.subject.contact.EmailAddress;
import io.habeas.subject.contact.PhoneNumber;
import io.habeas.subject.contact.PostalAddress;
import io.habeas.subject.dossier.Holdings;
import io.habeas.subject.vault.DataKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes named fields out of what is held. */
final class FieldReading {

  private final Holdings held;
  private final DataKeys keys;

  FieldReading(Holdings held, DataKeys keys) {
    this.held = held;
    this.keys = keys;
  }

  /** The fields in clear; one of which nothing is held is absent. */
  Map<String, Object> read(List<Field> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = field.isItems() ? items(field) : value(field.name());
      if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  private @Nullable Object value(String field) {
    return switch (field) {
      case "name" -> held.subject().openName(keys).full();
      case "givenName" -> held.subject().openName(keys).given();
      case "familyName" -> held.subject().openName(keys).family();
      case "languages" -> held.subject().languages();
      case "residency" -> held.subject().residency();
      case "timeZone" -> held.subject().timeZone();
      case "email" -> first(ContactKind.EMAIL);
      case "phone" -> first(ContactKind.PHONE);
      case "postalAddress" -> first(ContactKind.POSTAL);
      case "identifiers" ->
          held.identifiers().stream()
              .map(one -> Map.of("kind", one.kind(), "value", one.open(keys).value()))
              .toList();
      case "accountNumbers" ->
          held.memberships().stream().map(one -> one.account().value()).toList();
      default -> null;
    };
  }

  private @Nullable Object first(ContactKind kind) {
    Optional<ContactValue> value =
        held.points().stream()
            .filter(point -> point.kind() == kind)
            .findFirst()
            .map(point -> point.open(keys));
    return value
        .map(
            one ->
                switch (one) {
                  case EmailAddress email -> (Object) email.value();
                  case PhoneNumber phone -> phone.value();
                  case PostalAddress postal -> AddressBody.of(postal);
                })
        .orElse(null);
  }

  private List<RawValue> items(Field field) {
    return held.items().stream()
        .filter(item -> item.category().equals(field.category()))
        .map(item -> new RawValue(item.open(keys)))
        .toList();
  }
}
