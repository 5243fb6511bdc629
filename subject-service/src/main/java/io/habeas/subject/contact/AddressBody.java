package io.habeas.subject.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A postal address as it is sent and shown.
 *
 * @param street street and number
 * @param extra building, floor, in care of
 * @param postalCode as the country writes it
 * @param city post town
 * @param region state, province, prefecture
 * @param country ISO 3166-1 alpha-2
 */
@RegisterForReflection
public record AddressBody(
    @Nullable String street,
    @Nullable String extra,
    @Nullable String postalCode,
    @Nullable String city,
    @Nullable String region,
    @Nullable String country) {

  /** The address as it is shown to who may see it. */
  public static AddressBody of(PostalAddress address) {
    return new AddressBody(
        address.street(),
        address.extra(),
        address.postalCode(),
        address.city(),
        address.region(),
        address.country());
  }

  @Override
  public String toString() {
    return "AddressBody[***]";
  }
}
