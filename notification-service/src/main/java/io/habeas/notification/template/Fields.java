package io.habeas.notification.template;

import io.habeas.problem.Invalid;
import io.habeas.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values for a template's fields, checked.
 *
 * @param open what may be kept as it is
 * @param sealed what is kept encrypted
 */
public record Fields(Map<String, Object> open, Map<String, Object> sealed) {

  /**
   * Reads what somebody sent.
   *
   * @throws Invalid naming each field that is missing, unknown or of another type
   */
  static Fields read(Template template, Map<String, ?> sent) {
    List<Violation> violations = new ArrayList<>();
    sent.keySet().stream()
        .filter(name -> template.field(name).isEmpty())
        .forEach(name -> violations.add(new Violation(path(name), "is not a field of it")));
    Map<String, Object> open = new TreeMap<>();
    Map<String, Object> sealed = new TreeMap<>();
    for (Field field : template.fields()) {
      Object value = sent.get(field.name());
      if (value != null) {
        Optional<Object> read = field.type().read(value);
        read.ifPresent(fits -> (field.type().isSealed() ? sealed : open).put(field.name(), fits));
        if (read.isEmpty()) {
          violations.add(new Violation(path(field.name()), field.type().rule()));
        }
      } else if (field.required()) {
        violations.add(new Violation(path(field.name()), "is missing"));
      }
    }
    if (!violations.isEmpty()) {
      throw new Invalid(violations);
    }
    return new Fields(open, sealed);
  }

  @Nullable Object value(String name) {
    Object found = open.get(name);
    return found == null ? sealed.get(name) : found;
  }

  /** What is sealed stays out of logs. */
  @Override
  public String toString() {
    return "Fields[***]";
  }

  /** A name that nobody declared may be anything: of it, only what looks like a name is shown. */
  private static String path(String name) {
    return "fields." + (name.matches("[A-Za-z0-9]{1,40}") ? name : "?");
  }
}
