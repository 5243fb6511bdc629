package io.habeas.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The chart's README cannot lie about values and Secrets. */
class ReadmeTest {

  private static final Path README = Chart.HOME.resolve("README.md");
  private static final String BEGIN = "<!-- values -->\n";
  private static final String END = "<!-- /values -->";

  private final JsonNode schema;
  private final JsonNode defaults;

  ReadmeTest() throws IOException {
    schema = new ObjectMapper().readTree(Chart.HOME.resolve("values.schema.json").toFile());
    defaults = Chart.YAML.readTree(Chart.HOME.resolve("values.yaml").toFile());
  }

  @Test
  void theTableOfValuesIsThatOfTheSchema() throws IOException {
    String readme = Files.readString(README);
    String expected =
        readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
            + table()
            + readme.substring(readme.indexOf(END));
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(README, expected);
      return;
    }

    assertThat(readme).as("written anew with -Dreadme.write=true").isEqualTo(expected);
  }

  @Test
  void everyKeyOfASecretIsExplained() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Deployment deployment : Chart.render("minimal").of(Deployment.class)) {
      var pod = deployment.getSpec().getTemplate().getSpec();
      pod.getContainers().getFirst().getEnv().stream()
          .filter(variable -> variable.getValueFrom() != null)
          .forEach(variable -> keys.add(variable.getValueFrom().getSecretKeyRef().getKey()));
      pod.getVolumes().stream()
          .filter(volume -> volume.getSecret() != null)
          .flatMap(volume -> volume.getSecret().getItems().stream())
          .forEach(item -> keys.add(item.getKey()));
    }

    assertThat(Files.readString(README))
        .contains(keys.stream().map(key -> "`" + key + "`").toList());
  }

  @Test
  void everyDefaultIsOneThatTheSchemaKnows() {
    assertKnown("", schema, defaults);
  }

  private void assertKnown(String path, JsonNode shape, JsonNode values) {
    JsonNode properties = resolved(shape).path("properties");
    if (properties.isEmpty()) {
      return;
    }
    values
        .properties()
        .forEach(
            field -> {
              assertThat(properties.has(field.getKey())).as(path + field.getKey()).isTrue();
              assertKnown(
                  path + field.getKey() + ".", properties.get(field.getKey()), field.getValue());
            });
  }

  private String table() {
    StringBuilder table = new StringBuilder("| value | what it means | default |\n|---|---|---|\n");
    rows(table, "", schema, defaults);
    return table.toString();
  }

  private void rows(StringBuilder table, String path, JsonNode shape, JsonNode values) {
    Set<String> required = new TreeSet<>();
    shape.path("required").forEach(name -> required.add(name.asText()));
    shape
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String name = path + field.getKey();
              JsonNode value = field.getValue();
              JsonNode standard = values.path(field.getKey());
              boolean isSection = value.has("properties") || name.equals("workloads");
              if (isSection) {
                rows(table, name + ".", resolved(value), standard);
              } else {
                table.append(row(name, value, standard, required.contains(field.getKey())));
              }
            });
  }

  private static String row(String name, JsonNode value, JsonNode standard, boolean isRequired) {
    String shown =
        standard instanceof MissingNode
            ? (isRequired ? "**required**" : "")
            : "`" + standard.toString() + "`";
    return "| `%s` | %s | %s |\n"
        .formatted(name, value.path("description").asText().replace("|", "\\|"), shown);
  }

  private JsonNode resolved(JsonNode shape) {
    String reference = shape.path("$ref").asText();
    return reference.isEmpty() ? shape : schema.at(reference.substring(1));
  }
}
