package io.habeas.subject.account;

import io.habeas.subject.contact.NewContactPoint;
import io.habeas.subject.item.Item;
import io.habeas.subject.person.Identifier;
import io.habeas.subject.person.PersonName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account and its people, read and found valid, to be held. */
record Registration(
    AccountNumber number,
    Kind kind,
    @Nullable String name,
    String brand,
    List<String> products,
    String residency,
    @Nullable Instant signedUpAt,
    List<Person> people) {

  @Override
  public String toString() {
    return "Registration[***]";
  }

  /**
   * A person in the account.
   *
   * @param contactPoints all there are; null leaves those that are held
   * @param identifiers all there are; null leaves those that are held
   * @param items to be added
   */
  record Person(
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
