package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Compares what is read with what is told: names and kinds of values, not the values. */
final class Shape {

  private Shape() {}

  /** The paths that are read and not told, or told as a value of another kind. */
  static List<String> missing(JsonNode read, JsonNode told) {
    List<String> missing = new ArrayList<>();
    compare("", read, told, missing);
    return missing;
  }

  private static void compare(String at, JsonNode read, JsonNode told, List<String> missing) {
    if (read.getNodeType() != told.getNodeType()) {
      missing.add((at.isEmpty() ? "all of it" : at) + " is " + told.getNodeType());
    } else if (read.isObject()) {
      read.properties()
          .forEach(
              field ->
                  compare(
                      at + "/" + field.getKey(),
                      field.getValue(),
                      told.path(field.getKey()),
                      missing));
    } else if (read.isArray() && !read.isEmpty()) {
      compare(at + "/0", read.get(0), told.path(0), missing);
    }
  }
}
