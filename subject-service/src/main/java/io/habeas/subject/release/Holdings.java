package io.habeas.subject.release;

import com.fasterxml.jackson.databind.util.RawValue;
import io.habeas.subject.account.Membership;
import io.habeas.subject.contact.AddressBody;
import io.habeas.subject.contact.ContactKind;
import io.habeas.subject.contact.ContactValue;
import io.habeas.subject.contact.EmailAddress;
import io.habeas.subject.contact.PhoneNumber;
import io.habeas.subject.contact.PostalAddress;
import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.Subject;
import io.habeas.subject.vault.DataKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is held of a subject for a release, still encrypted. */
record Holdings(
    Subject subject,
    List<StoredContactPoint> points,
    List<StoredIdentifier> identifiers,
    List<StoredItem> items,
    List<Membership> memberships) {

  /** The fields in clear; one of which nothing is held is absent. */
  Map<String, Object> open(List<Field> fields, DataKeys keys) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = field.isItems() ? items(field, keys) : value(field.name(), keys);
      if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  private @Nullable Object value(String field, DataKeys keys) {
    return switch (field) {
      case "name" -> subject.openName(keys).full();
      case "givenName" -> subject.openName(keys).given();
      case "familyName" -> subject.openName(keys).family();
      case "languages" -> subject.languages();
      case "residency" -> subject.residency();
      case "timeZone" -> subject.timeZone();
      case "email" -> first(ContactKind.EMAIL, keys);
      case "phone" -> first(ContactKind.PHONE, keys);
      case "postalAddress" -> first(ContactKind.POSTAL, keys);
      case "identifiers" ->
          identifiers.stream()
              .map(one -> Map.of("kind", one.kind(), "value", one.open(keys).value()))
              .toList();
      case "accountNumbers" -> memberships.stream().map(one -> one.account().value()).toList();
      default -> null;
    };
  }

  private @Nullable Object first(ContactKind kind, DataKeys keys) {
    Optional<ContactValue> value =
        points.stream()
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

  private List<RawValue> items(Field field, DataKeys keys) {
    return items.stream()
        .filter(item -> item.category().equals(field.category()))
        .map(item -> new RawValue(item.open(keys)))
        .toList();
  }
}
