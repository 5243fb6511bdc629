package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A country as customers come from it.
 *
 * @param country ISO code
 * @param language that most there prefer
 * @param timeZone of the IANA database
 * @param phone a number that nobody has, digits to fill in as {@code #}
 * @param weight how many customers come from there, in proportion
 * @param decomposed whether accents are written as combining marks
 */
record Place(
    String country,
    String language,
    String timeZone,
    String phone,
    int weight,
    boolean decomposed,
    List<String> cities,
    List<String> streets,
    List<Spelling> given,
    List<Spelling> family) {

  /** A name as it is written, and as it stands in an address. */
  record Spelling(String written, String latin) {}

  static List<Place> all() {
    List<Place> places = new ArrayList<>();
    DemoData.json("places.json").forEach(node -> places.add(of(node)));
    return List.copyOf(places);
  }

  String write(String name) {
    return decomposed ? Normalizer.normalize(name, Normalizer.Form.NFD) : name;
  }

  String phoneNumber(RandomGenerator random) {
    StringBuilder number = new StringBuilder();
    phone
        .chars()
        .forEach(c -> number.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
    return number.toString();
  }

  static <T> T any(List<T> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  private static Place of(JsonNode node) {
    return new Place(
        node.get("country").asText(),
        node.get("language").asText(),
        node.get("timeZone").asText(),
        node.get("phone").asText(),
        node.get("weight").asInt(),
        node.path("decomposed").asBoolean(),
        texts(node.get("cities")),
        texts(node.get("streets")),
        texts(node.get("given")).stream().map(Place::spelling).toList(),
        texts(node.get("family")).stream().map(Place::spelling).toList());
  }

  private static Spelling spelling(String both) {
    int bar = both.indexOf('|');
    return new Spelling(both.substring(0, bar), both.substring(bar + 1));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return List.copyOf(texts);
  }
}
