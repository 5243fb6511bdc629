package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service's committed OpenAPI, as far as contracts are held against it. */
final class Description {

  private final JsonNode root;

  private Description(JsonNode root) {
    this.root = root;
  }

  static Description of(String service) {
    try {
      return new Description(
          new ObjectMapper().readTree(Path.of("..", "docs", "api", service + ".json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scope that a machine needs for it. */
  String scope(Exchange call) {
    return operation(call).at("/x-habeas-permission/scope").asText();
  }

  /** What the call does that the description does not say; empty where they agree. */
  List<String> disagreements(Exchange call) {
    List<String> found = new ArrayList<>();
    JsonNode operation = operation(call);
    if (operation.isMissingNode()) {
      return List.of(call.operation() + " is not described");
    }
    if (call.method().equals("GET")) {
      checkQuery(call.request(), operation.path("parameters"), found);
    } else {
      JsonNode schema = schema(operation.path("requestBody"));
      check("request", call.request(), schema, found);
      resolve(schema)
          .path("required")
          .forEach(
              name -> {
                if (!call.request().has(name.asText())) {
                  found.add("request/" + name.asText() + " is required");
                }
              });
    }
    if (!call.readsNothing()) {
      check("answer", call.read(), schema(operation.at("/responses/200")), found);
    }
    return found;
  }

  private JsonNode operation(Exchange call) {
    return root.path("paths").path(call.path()).path(call.method().toLowerCase(Locale.ROOT));
  }

  private static void checkQuery(JsonNode request, JsonNode parameters, List<String> found) {
    List<String> described = parameters.findValuesAsText("name");
    request
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!described.contains(name)) {
                found.add("query/" + name + " is not described");
              }
            });
  }

  /** The schema of a body; of a stream, that of one line. */
  private static JsonNode schema(JsonNode body) {
    JsonNode content = body.path("content");
    JsonNode lines = content.path("application/x-ndjson").at("/schema/items");
    return lines.isMissingNode() ? content.at("/application~1json/schema") : lines;
  }

  private void check(String at, JsonNode example, JsonNode described, List<String> found) {
    JsonNode schema = resolve(described);
    if (schema.isMissingNode()) {
      found.add(at + " is not described");
    } else if (example.isObject()) {
      example
          .properties()
          .forEach(
              field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                check(
                    at + "/" + field.getKey(),
                    field.getValue(),
                    property.isMissingNode() ? schema.path("additionalProperties") : property,
                    found);
              });
    } else if (example.isArray()) {
      example.forEach(element -> check(at + "/0", element, schema.path("items"), found));
    } else if (schema.hasNonNull("type") && !schema.get("type").asText().equals(kind(example))) {
      found.add(at + " is described as " + schema.get("type").asText());
    }
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static String kind(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
