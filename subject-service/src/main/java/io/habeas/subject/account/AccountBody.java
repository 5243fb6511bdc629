package io.habeas.subject.account;

import io.habeas.subject.contact.ContactPointBody;
import io.habeas.subject.item.ItemBody;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is sent, by itself or as a line of an import.
 *
 * @param number the company's number of the account
 * @param kind whose it is
 * @param name the organisation's name
 * @param brand the brand under which it was opened
 * @param products what it uses
 * @param residency ISO 3166-1 alpha-2
 * @param signedUpAt RFC 3339
 * @param people who act in it, at least one
 */
@RegisterForReflection
public record AccountBody(
    @Nullable String number,
    @Nullable Kind kind,
    @Nullable String name,
    @Nullable String brand,
    @Nullable List<String> products,
    @Nullable String residency,
    @Schema(format = "date-time") @Nullable String signedUpAt,
    @Nullable List<PersonBody> people) {

  /** The same account under the number by which it was addressed. */
  public AccountBody withNumber(String addressed) {
    return new AccountBody(addressed, kind, name, brand, products, residency, signedUpAt, people);
  }

  @Override
  public String toString() {
    return "AccountBody[***]";
  }

  /**
   * A person in an account. A list that is left out stays as it is held; a list that is sent
   * replaces contact points and identifiers, and adds items.
   *
   * @param key the sender's name of the person within the account
   * @param roles what the person does in it
   * @param givenName as the person writes it
   * @param familyName as the person writes it
   * @param languages BCP 47, the preferred one first
   * @param timeZone of the IANA database
   * @param residency ISO 3166-1 alpha-2; the account's when left out
   * @param contactPoints how the person is reached
   * @param identifiers numbers that identify the person
   * @param items everything else
   */
  public record PersonBody(
      @Nullable String key,
      @Nullable List<MemberRole> roles,
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable List<String> languages,
      @Nullable String timeZone,
      @Nullable String residency,
      @Nullable List<ContactPointBody> contactPoints,
      @Nullable List<IdentifierBody> identifiers,
      @Nullable List<ItemBody> items) {

    @Override
    public String toString() {
      return "PersonBody[***]";
    }
  }

  /**
   * An identifier.
   *
   * @param kind government-id, tax-id, customer-number, cookie-id, device-id or ip-address
   * @param value as it is written
   */
  public record IdentifierBody(@Nullable String kind, @Nullable String value) {

    @Override
    public String toString() {
      return "IdentifierBody[***]";
    }
  }
}
