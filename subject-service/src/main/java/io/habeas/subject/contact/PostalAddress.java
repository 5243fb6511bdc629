package io.habeas.subject.contact;

import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A postal address as its country writes it.
 *
 * @param street street and number, or what stands in their place
 * @param extra building, floor, in care of
 * @param postalCode as the country writes it
 * @param city post town
 * @param region state, province, prefecture
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
    String street,
    @Nullable String extra,
    @Nullable String postalCode,
    String city,
    @Nullable String region,
    String country)
    implements ContactValue {

  @Override
  public ContactKind kind() {
    return ContactKind.POSTAL;
  }

  @Override
  public String lookUpForm() {
    StringJoiner form = new StringJoiner("\n");
    for (String part : new String[] {street, extra, postalCode, city, region, country}) {
      form.add(CaseFolding.foldedNfkc(Objects.requireNonNullElse(part, "")));
    }
    return form.toString();
  }

  @Override
  public String masked() {
    return "*** " + country;
  }

  @Override
  public String toString() {
    return "PostalAddress[***]";
  }
}
