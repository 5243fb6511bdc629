package io.habeas.subject.account;

import io.habeas.subject.account.AccountBody.PersonBody;
import io.habeas.subject.account.Registration.Person;
import io.habeas.subject.screening.Fields;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an account as it is sent; everything wrong is noted, by field. */
@Singleton
public class AccountReading {

  private static final int MOST_PEOPLE = 200;
  private static final int MOST_PRODUCTS = 100;

  private final PersonReading people;

  AccountReading(PersonReading people) {
    this.people = people;
  }

  /** The account; of no use when something was noted. */
  public Registration read(Fields fields, AccountBody body) {
    String number =
        fields.matching("number", body.number(), AccountNumber.FORM, AccountNumber.FORM_SAID);
    Kind kind = body.kind();
    if (kind == null) {
      fields.note("kind", "required", "must be person or organisation");
    }
    String name = fields.textIfAny("name", body.name(), 300);
    String brand = fields.slug("brand", body.brand());
    List<String> products = products(fields, body.products());
    String residency = fields.country("residency", body.residency());
    Instant signedUpAt = fields.instantIfAny("signedUpAt", body.signedUpAt());
    return new Registration(
        new AccountNumber(number),
        Objects.requireNonNullElse(kind, Kind.PERSON),
        name,
        brand,
        products,
        residency,
        signedUpAt,
        people(fields, body.people(), residency));
  }

  private static List<String> products(Fields fields, @Nullable List<String> slugs) {
    List<String> products = new ArrayList<>();
    if (slugs != null && slugs.size() > MOST_PRODUCTS) {
      fields.note("products", "too-many", "must be at most " + MOST_PRODUCTS);
    } else if (slugs != null) {
      for (int i = 0; i < slugs.size(); i++) {
        products.add(fields.slug("products[" + i + "]", slugs.get(i)));
      }
    }
    return products.stream().distinct().sorted().toList();
  }

  private List<Person> people(Fields fields, @Nullable List<PersonBody> bodies, String residency) {
    if (bodies == null || bodies.isEmpty() || bodies.size() > MOST_PEOPLE) {
      fields.note("people", "required", "must be between 1 and " + MOST_PEOPLE);
      return List.of();
    }
    List<Person> read = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < bodies.size(); i++) {
      Fields of = fields.in("people", i);
      if (bodies.get(i) == null) {
        fields.note("people[" + i + "]", "required", "must be an object");
        continue;
      }
      Person person = people.read(of, bodies.get(i), residency);
      if (!keys.add(person.key())) {
        of.note("key", "duplicate", "must not occur twice in an account");
      }
      read.add(person);
    }
    return read;
  }
}
