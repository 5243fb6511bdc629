package io.habeas.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole table.
 *
 * @param calls its rows, in the file's order
 */
public record CallTable(List<Call> calls) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Makes what was given unmodifiable. */
  public CallTable {
    calls = List.copyOf(calls);
  }

  /** The project's table. */
  public static CallTable of(Installation installation) {
    Path file = installation.file("k8s/calls/calls.yaml");
    try {
      List<Call> calls = new ArrayList<>();
      YAML.readTree(file.toFile()).path("calls").forEach(row -> calls.add(call(row)));
      return new CallTable(calls);
    } catch (IOException e) {
      throw new Trouble(
          "call table", file + " cannot be read (" + e.getMessage() + ")", "Restore the file", e);
    }
  }

  /** What a client of the realm calls. */
  public Stream<Call> ofClient(String client) {
    return calls.stream().filter(call -> client.equals(call.client()));
  }

  private static Call call(JsonNode row) {
    return new Call(
        row.path("caller").asText(),
        row.path("service").asText(),
        text(row, "client"),
        texts(row, "scopes"),
        texts(row, "audiences"),
        texts(row, "operations"),
        text(row, "through"));
  }

  private static @Nullable String text(JsonNode row, String field) {
    return row.hasNonNull(field) ? row.get(field).asText() : null;
  }

  private static List<String> texts(JsonNode row, String field) {
    List<String> values = new ArrayList<>();
    row.path(field).forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }
}
