package io.habeas.notification.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a header, or of a block that looks like one; unfolded, in their order. */
final class Fields {
  private static final int MOST = 500;
  private static final int LONGEST = 4_000;

  private final List<Field> fields;

  private record Field(String name, String value) {}

  private Fields(List<Field> fields) {
    this.fields = fields;
  }

  static Fields read(String block) {
    List<Field> fields = new ArrayList<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : (Iterable<String>) block.lines()::iterator) {
      if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
        append(value, " " + line.strip());
        continue;
      }
      add(fields, name, value);
      if (fields.size() >= MOST) {
        return new Fields(fields);
      }
      int colon = line.indexOf(':');
      name = colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      value.setLength(0);
      append(value, line.substring(colon + 1).strip());
    }
    add(fields, name, value);
    return new Fields(fields);
  }

  /** The first of that name, in lower case. */
  Optional<String> first(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
  }

  /** The first of that name, or nothing at all. */
  String text(String name) {
    return first(name).orElse("");
  }

  /** All of these names. */
  List<String> all(List<String> names) {
    return names.stream()
        .flatMap(name -> fields.stream().filter(field -> field.name().equals(name)))
        .map(Field::value)
        .toList();
  }

  /** Every value. */
  Stream<String> values() {
    return fields.stream().map(Field::value);
  }

  boolean has(String name) {
    return first(name).isPresent();
  }

  private static void append(StringBuilder value, String more) {
    value.append(more, 0, Math.min(more.length(), Math.max(0, LONGEST - value.length())));
  }

  private static void add(List<Field> fields, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      fields.add(new Field(name, value.toString()));
    }
  }
}
