package io.habeas.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;

/** Customers as the billing system knows them, in several scripts. */
final class Customers {

  private static final List<String[]> NAMES =
      List.of(
          new String[] {"Ana", "Müller", "DE", "de"},
          new String[] {"Иван", "Петров", "BG", "en"},
          new String[] {"小明", "王", "SG", "en"},
          new String[] {"محمد", "العمراني", "AE", "en"},
          new String[] {"Zoe\u0308", "A\u030Astro\u0308m", "SE", "en"});

  private Customers() {}

  static String email(String prefix, int number) {
    return prefix + number + "@customers.example";
  }

  /** One account with one person, as a line of an import. */
  static String line(String prefix, int number) {
    try {
      return Api.JSON.writeValueAsString(account(prefix, number));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, Object> account(String prefix, int number) {
    String[] name = NAMES.get(number % NAMES.size());
    return Map.of(
        "number",
        prefix + "-" + number,
        "kind",
        "person",
        "brand",
        "nordhost",
        "products",
        List.of("vps-2"),
        "residency",
        name[2],
        "people",
        List.of(
            Map.of(
                "key",
                "owner",
                "roles",
                List.of("owner"),
                "givenName",
                name[0],
                "familyName",
                name[1] + " " + number,
                "languages",
                List.of(name[3]),
                "timeZone",
                "Europe/Berlin",
                "residency",
                name[2],
                "contactPoints",
                List.of(Map.of("kind", "email", "value", email(prefix, number))),
                "identifiers",
                List.of(),
                "items",
                List.of())));
  }
}
