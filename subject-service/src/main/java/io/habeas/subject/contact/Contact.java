package io.habeas.subject.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one subject now. Use it and forget it.
 *
 * @param subjectId who
 * @param contactPointId which contact point, for the report on how it went
 * @param address the e-mail address or telephone number
 * @param postal the postal address
 * @param name the whole name
 * @param language BCP 47, the preferred one
 * @param timeZone of the IANA database
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Contact(
    UUID subjectId,
    UUID contactPointId,
    @Nullable String address,
    @Nullable AddressBody postal,
    String name,
    String language,
    String timeZone) {

  static Contact of(
      UUID subjectId, UUID pointId, ContactValue value, String name, String language, String zone) {
    return switch (value) {
      case EmailAddress email ->
          new Contact(subjectId, pointId, email.value(), null, name, language, zone);
      case PhoneNumber phone ->
          new Contact(subjectId, pointId, phone.value(), null, name, language, zone);
      case PostalAddress postal ->
          new Contact(subjectId, pointId, null, AddressBody.of(postal), name, language, zone);
    };
  }

  @Override
  public String toString() {
    return "Contact[" + subjectId + "]";
  }
}
