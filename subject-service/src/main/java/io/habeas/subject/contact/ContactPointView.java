package io.habeas.subject.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.habeas.subject.vault.DataKeys;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact point as it is shown to who may see it.
 *
 * @param etag to be sent as If-Match with a correction
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactPointView(
    UUID id,
    ContactKind kind,
    @Nullable String value,
    @Nullable AddressBody address,
    @Nullable Instant verifiedAt,
    Instant unchangedSince,
    Reachability.State reachability,
    String etag) {

  /** A stored one, opened. */
  public static ContactPointView of(StoredContactPoint point, DataKeys keys) {
    ContactValue value = point.open(keys);
    return new ContactPointView(
        point.id(),
        point.kind(),
        text(value),
        value instanceof PostalAddress postal ? AddressBody.of(postal) : null,
        point.verifiedAt(),
        point.unchangedSince(),
        point.reachability(),
        etag(point.version()));
  }

  static ContactPointView of(Corrections.Corrected corrected) {
    ContactValue value = corrected.value();
    return new ContactPointView(
        corrected.id(),
        value.kind(),
        text(value),
        value instanceof PostalAddress postal ? AddressBody.of(postal) : null,
        null,
        corrected.at(),
        Reachability.State.UNKNOWN,
        etag(corrected.version()));
  }

  private static @Nullable String text(ContactValue value) {
    return switch (value) {
      case EmailAddress email -> email.value();
      case PhoneNumber phone -> phone.value();
      case PostalAddress postal -> null;
    };
  }

  private static String etag(long version) {
    return "\"" + version + "\"";
  }

  @Override
  public String toString() {
    return "ContactPointView[" + id + "]";
  }
}
