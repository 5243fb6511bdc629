package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.local.demo.Place.Spelling;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Two hundred customers, the same every time. */
final class Customers {

  /** How many there are. */
  static final int COUNT = 200;

  private static final long SEED = 20_260_101L;
  private static final int FIRST_NUMBER = 1_001;
  private static final int ORGANISATION_EVERY = 5;
  private static final Instant OPENED = Instant.parse("2023-01-09T08:00:00Z");
  private static final int DAYS_OPEN = 1_000;
  private static final List<String> PRODUCTS =
      List.of("web-hosting", "virtual-server", "domain", "mail-hosting", "backup");
  private static final List<String> DOMAINS = List.of("example.com", "example.net", "example.org");

  private final ObjectMapper json = new ObjectMapper();
  private final List<Place> places = Place.all();
  private final JsonNode organisations = DemoData.json("organisations.json");
  private final Choices choices = new Choices();
  private final Items items = new Items();

  /** All of them, in the order of their numbers. */
  List<Customer> all() {
    List<Customer> all = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      all.add(customer(i));
    }
    return all;
  }

  /** The first come one from each place, so that every script is among them. */
  private Customer customer(int index) {
    RandomGenerator random = new Random(SEED + index);
    Place place = index < places.size() ? places.get(index) : anyPlace(random);
    boolean isOrganisation = index >= places.size() && index % ORGANISATION_EVERY == 0;
    String number = "H-" + (FIRST_NUMBER + index);
    Instant signedUp =
        OPENED.plus(random.nextInt(DAYS_OPEN), ChronoUnit.DAYS).plusSeconds(random.nextInt(36_000));
    ObjectNode account =
        json.createObjectNode()
            .put("number", number)
            .put("kind", isOrganisation ? "organisation" : "person")
            .put("brand", "habeas-hosting")
            .put("residency", place.country())
            .put("signedUpAt", signedUp.toString());
    String product = Place.any(PRODUCTS, random);
    account.putArray("products").add(product);
    List<String> keys = List.of("owner");
    if (isOrganisation) {
      account.put(
          "name", organisations.get(index / ORGANISATION_EVERY % organisations.size()).asText());
      keys =
          random.nextBoolean()
              ? List.of("owner", "billing")
              : List.of("owner", "billing", "technical");
    }
    ArrayNode people = account.putArray("people");
    List<ObjectNode> permitted = new ArrayList<>();
    for (String key : keys) {
      people.add(person(place, key, index, product, signedUp, random));
      permitted.add(choices.of(random));
    }
    return new Customer(number, account, permitted);
  }

  private ObjectNode person(
      Place place, String key, int index, String product, Instant since, RandomGenerator random) {
    Spelling given = Place.any(place.given(), random);
    Spelling family = Place.any(place.family(), random);
    ObjectNode person = json.createObjectNode().put("key", key);
    person.putArray("roles").add(key);
    person.put("givenName", place.write(given.written()));
    person.put("familyName", place.write(family.written()));
    person.putArray("languages").add(place.language());
    person.put("timeZone", place.timeZone()).put("residency", place.country());
    ArrayNode points = person.putArray("contactPoints");
    points.add(email(given, family, index + key.substring(0, 1), since, random));
    if (random.nextInt(3) > 0) {
      points.addObject().put("kind", "phone").put("value", place.phoneNumber(random));
    }
    if (key.equals("owner")) {
      points.add(address(place, random));
      person
          .putArray("identifiers")
          .addObject()
          .put("kind", "customer-number")
          .put("value", "C" + (700_000 + index));
      person.set("items", items.of(index, product, since, random));
    }
    return person;
  }

  private ObjectNode email(
      Spelling given, Spelling family, String suffix, Instant since, RandomGenerator random) {
    String local = given.latin() + "." + family.latin() + suffix;
    ObjectNode email =
        json.createObjectNode()
            .put("kind", "email")
            .put("value", local + "@" + Place.any(DOMAINS, random));
    return random.nextInt(4) > 0 ? email.put("verifiedAt", since.toString()) : email;
  }

  private ObjectNode address(Place place, RandomGenerator random) {
    String city = place.write(Place.any(place.cities(), random));
    int afterCode = place.cities().getFirst().matches("^[0-9A-Z].*\\d.*") ? city.indexOf(' ') : -1;
    ObjectNode point = json.createObjectNode().put("kind", "postal");
    ObjectNode address = point.putObject("address");
    address.put(
        "street", place.write(Place.any(place.streets(), random)) + " " + (1 + random.nextInt(98)));
    if (afterCode > 0) {
      address.put("postalCode", city.substring(0, afterCode));
    }
    address.put("city", city.substring(afterCode + 1)).put("country", place.country());
    return point;
  }

  private Place anyPlace(RandomGenerator random) {
    int total = places.stream().mapToInt(Place::weight).sum();
    int left = random.nextInt(total);
    for (Place place : places) {
      left -= place.weight();
      if (left < 0) {
        return place;
      }
    }
    return places.getFirst();
  }

  /** The day of an instant, as items name it. */
  static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
