package io.habeas.subject.contact;

import io.habeas.subject.screening.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads contact points as they are sent. */
public final class ContactReading {

  private ContactReading() {}

  /**
   * The value of a contact point; empty when something was noted about it.
   *
   * @param country where a telephone number without country code is dialled
   */
  public static Optional<ContactValue> read(
      Fields fields, ContactPointBody body, @Nullable String country) {
    ContactKind kind = body.kind();
    if (kind == null) {
      fields.note("kind", "required", "must be email, phone or postal");
      return Optional.empty();
    }
    if (body.value() != null && kind == ContactKind.POSTAL) {
      fields.note("value", "misplaced", "must be an address for this kind");
    }
    if (body.address() != null && kind != ContactKind.POSTAL) {
      fields.note("address", "misplaced", "must be a value for this kind");
    }
    return switch (kind) {
      case EMAIL -> email(fields, body.value());
      case PHONE -> phone(fields, body.value(), country);
      case POSTAL -> postal(fields, body.address());
    };
  }

  private static Optional<ContactValue> email(Fields fields, @Nullable String value) {
    String text = fields.text("value", value, 254);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<EmailAddress> address = EmailAddress.read(text);
    if (address.isEmpty()) {
      fields.note("value", "malformed-email", "must be an e-mail address");
    }
    return address.map(ContactValue.class::cast);
  }

  private static Optional<ContactValue> phone(
      Fields fields, @Nullable String value, @Nullable String country) {
    Optional<PhoneNumber> number =
        value == null ? Optional.empty() : PhoneNumber.read(value, country);
    if (number.isEmpty()) {
      fields.note("value", "malformed-phone", "must be a telephone number, E.164");
    }
    return number.map(ContactValue.class::cast);
  }

  private static Optional<ContactValue> postal(Fields parent, @Nullable AddressBody body) {
    if (body == null) {
      parent.note("address", "required", "is required");
      return Optional.empty();
    }
    int before = parent.findings().size();
    Fields fields = parent.in("address");
    PostalAddress address =
        new PostalAddress(
            fields.text("street", body.street(), 300),
            fields.textIfAny("extra", body.extra(), 300),
            fields.textIfAny("postalCode", body.postalCode(), 20),
            fields.text("city", body.city(), 200),
            fields.textIfAny("region", body.region(), 200),
            fields.country("country", body.country()));
    return parent.findings().size() > before ? Optional.empty() : Optional.of(address);
  }
}
