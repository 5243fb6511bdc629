package io.habeas.subject.contact;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contact point as it is sent.
 *
 * @param kind which kind
 * @param value the e-mail address or telephone number
 * @param address the postal address
 * @param verifiedAt when the person proved to have it
 */
public record ContactPointBody(
    @Nullable ContactKind kind,
    @Nullable String value,
    @Nullable AddressBody address,
    @Schema(format = "date-time") @Nullable String verifiedAt) {

  @Override
  public String toString() {
    return "ContactPointBody[***]";
  }
}
