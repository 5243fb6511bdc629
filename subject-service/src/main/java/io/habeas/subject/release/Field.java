package io.habeas.subject.release;

import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Registries;
import java.util.Map;
import java.util.Optional;

/**
 * A field that can be released.
 *
 * @param name its name: {@code email}, {@code items.purchase}
 * @param category of which it is
 */
record Field(String name, String category) {

  private static final String ITEMS = "items.";

  private static final Map<String, String> OF_THE_RECORD =
      Map.ofEntries(
          Map.entry("name", Category.IDENTITY),
          Map.entry("givenName", Category.IDENTITY),
          Map.entry("familyName", Category.IDENTITY),
          Map.entry("languages", Category.REGION),
          Map.entry("residency", Category.REGION),
          Map.entry("timeZone", Category.REGION),
          Map.entry("email", Category.CONTACT),
          Map.entry("phone", Category.CONTACT),
          Map.entry("postalAddress", Category.CONTACT),
          Map.entry("identifiers", Category.IDENTIFIER),
          Map.entry("accountNumbers", Category.ACCOUNT));

  /** The field of this name, if there is one. */
  static Optional<Field> of(String name, Registries registries) {
    if (name.startsWith(ITEMS)) {
      return registries
          .category(name.substring(ITEMS.length()))
          .filter(Category::hasItems)
          .map(category -> new Field(name, category.slug()));
    }
    return Optional.ofNullable(OF_THE_RECORD.get(name)).map(category -> new Field(name, category));
  }

  boolean isItems() {
    return name.startsWith(ITEMS);
  }
}
