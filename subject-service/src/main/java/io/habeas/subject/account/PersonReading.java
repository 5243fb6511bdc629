package io.habeas.subject.account;

import io.habeas.subject.account.AccountBody.IdentifierBody;
import io.habeas.subject.account.AccountBody.PersonBody;
import io.habeas.subject.account.Registration.Person;
import io.habeas.subject.contact.ContactPointBody;
import io.habeas.subject.contact.ContactReading;
import io.habeas.subject.contact.NewContactPoint;
import io.habeas.subject.item.Item;
import io.habeas.subject.item.ItemBody;
import io.habeas.subject.item.ItemReading;
import io.habeas.subject.person.Identifier;
import io.habeas.subject.person.PersonName;
import io.habeas.subject.screening.Fields;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a person in an account. */
@Singleton
class PersonReading {

  private static final int LONGEST_NAME = 300;
  private static final int MOST = 100;

  private final ItemReading items;

  PersonReading(ItemReading items) {
    this.items = items;
  }

  Person read(Fields fields, PersonBody body, String accountResidency) {
    String residency =
        body.residency() == null ? accountResidency : fields.country("residency", body.residency());
    return new Person(
        fields.text("key", body.key(), 128),
        roles(fields, body.roles()),
        name(fields, body),
        languages(fields, body.languages()),
        fields.timeZone("timeZone", body.timeZone()),
        residency,
        contactPoints(fields, body.contactPoints(), residency),
        identifiers(fields, body.identifiers()),
        items(fields, body.items()));
  }

  private static Set<String> roles(Fields fields, @Nullable List<MemberRole> roles) {
    Set<String> slugs = new TreeSet<>();
    if (roles != null) {
      roles.stream().filter(Objects::nonNull).map(MemberRole::slug).forEach(slugs::add);
    }
    if (slugs.isEmpty()) {
      fields.note("roles", "required", "must be owner, billing or technical, at least one");
    }
    return slugs;
  }

  private static PersonName name(Fields fields, PersonBody body) {
    String given = fields.textIfAny("givenName", blankToNull(body.givenName()), LONGEST_NAME);
    String family = fields.textIfAny("familyName", blankToNull(body.familyName()), LONGEST_NAME);
    if (blankToNull(body.givenName()) == null && blankToNull(body.familyName()) == null) {
      fields.note("givenName", "required", "is required where there is no familyName");
    }
    return new PersonName(given, family);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static List<String> languages(Fields fields, @Nullable List<String> tags) {
    List<String> languages = new ArrayList<>();
    each(fields, "languages", tags, (i, tag) -> languages.add(fields.language(i, tag)));
    if (languages.isEmpty()) {
      fields.note("languages", "required", "must be language tags of BCP 47, at least one");
    }
    return languages.stream().distinct().toList();
  }

  private static @Nullable List<NewContactPoint> contactPoints(
      Fields fields, @Nullable List<ContactPointBody> bodies, String residency) {
    List<NewContactPoint> points = new ArrayList<>();
    each(
        fields,
        "contactPoints",
        bodies,
        (name, body) -> {
          Fields of = fields.in(name);
          var verifiedAt = of.instantIfAny("verifiedAt", body.verifiedAt());
          ContactReading.read(of, body, residency.isEmpty() ? null : residency)
              .ifPresent(value -> points.add(new NewContactPoint(value, verifiedAt)));
        });
    return bodies == null ? null : points;
  }

  private static @Nullable List<Identifier> identifiers(
      Fields fields, @Nullable List<IdentifierBody> bodies) {
    List<Identifier> identifiers = new ArrayList<>();
    each(
        fields,
        "identifiers",
        bodies,
        (name, body) -> {
          Fields of = fields.in(name);
          String kind = of.oneOf("kind", body.kind(), Identifier.KINDS);
          identifiers.add(new Identifier(kind, of.text("value", body.value(), 200)));
        });
    return bodies == null ? null : identifiers;
  }

  private List<Item> items(Fields fields, @Nullable List<ItemBody> bodies) {
    List<Item> read = new ArrayList<>();
    each(
        fields,
        "items",
        bodies,
        (name, body) -> items.read(fields.in(name), body).ifPresent(read::add));
    return read;
  }

  private static <T> void each(
      Fields fields, String list, @Nullable List<T> bodies, BiConsumer<String, T> reader) {
    if (bodies == null) {
      return;
    }
    if (bodies.size() > MOST) {
      fields.note(list, "too-many", "must be at most " + MOST);
      return;
    }
    for (int i = 0; i < bodies.size(); i++) {
      String name = list + '[' + i + ']';
      if (bodies.get(i) == null) {
        fields.note(name, "required", "must not be null");
      } else {
        reader.accept(name, bodies.get(i));
      }
    }
  }
}
