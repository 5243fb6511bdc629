package io.habeas.subject.account;

import io.habeas.subject.contact.NewContactPoint;
import io.habeas.subject.item.Item;
import io.habeas.subject.person.Identifier;
import io.habeas.subject.person.PersonName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account and its people, read and found valid, to be held.
 *
 * @param number the company's number of the account
 * @param kind whose it is
 * @param name the organisation's name
 * @param brand the brand under which it was opened
 * @param products what it uses, sorted
 * @param residency ISO 3166-1 alpha-2
 * @param signedUpAt when it was opened at the company
 * @param people who act in it
 */
public record Registration(
    AccountNumber number,
    Kind kind,
    @Nullable String name,
    String brand,
    List<String> products,
    String residency,
    @Nullable Instant signedUpAt,
    List<Person> people) {

  /** This account with the people of another telling of it, whose details hold. */
  public Registration and(Registration later) {
    List<Person> all = Stream.concat(people.stream(), later.people.stream()).toList();
    return new Registration(
        later.number,
        later.kind,
        later.name,
        later.brand,
        later.products,
        later.residency,
        later.signedUpAt,
        all);
  }

  @Override
  public String toString() {
    return "Registration[***]";
  }

  /**
   * A person in the account.
   *
   * @param key the sender's name of the person within the account
   * @param roles what the person does in it
   * @param name as the person writes it
   * @param languages BCP 47, the preferred one first
   * @param timeZone of the IANA database
   * @param residency ISO 3166-1 alpha-2
   * @param contactPoints all there are; null leaves those that are held
   * @param identifiers all there are; null leaves those that are held
   * @param items to be added
   */
  public record Person(
      String key,
      Set<String> roles,
      PersonName name,
      List<String> languages,
      String timeZone,
      String residency,
      @Nullable List<NewContactPoint> contactPoints,
      @Nullable List<Identifier> identifiers,
      List<Item> items) {

    @Override
    public String toString() {
      return "Person[***]";
    }
  }
}
