package io.habeas.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart as Helm sees it. */
final class Chart {

  static final Path HOME = Path.of("habeas");
  static final List<String> SERVICES = List.of("subject", "consent", "disclosure", "notification");
  static final List<String> WORKLOADS =
      Stream.concat(SERVICES.stream(), Stream.of("gateway")).toList();
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Chart() {}

  /** The sets of values that are there to be checked, by name. */
  static Stream<String> valuesOfCi() {
    try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
      return files
          .map(file -> file.getFileName().toString().replace("-values.yaml", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Helm makes of one of them. */
  static Manifests render(String values) {
    return Manifests.of(text(file(values)));
  }

  /** The file of one of them. */
  static Path file(String values) {
    return HOME.resolve("ci").resolve(values + "-values.yaml");
  }

  /** What Helm makes of one of them and more values on top, given as YAML. */
  static Manifests render(String values, String more) {
    return Manifests.of(textWith(values, more));
  }

  static String textWith(String values, String more) {
    try {
      JsonNode base = YAML.readTree(file(values).toFile());
      Path file = Files.createTempFile("habeas-values-", ".yaml");
      try {
        Files.writeString(file, YAML.writeValueAsString(overlay(base, YAML.readTree(more))));
        return text(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String values) {
    return text(file(values));
  }

  private static String text(Path values) {
    return text(values, "1.32.0");
  }

  /** What Helm prints for a version of Kubernetes. */
  static String text(Path values, String kubernetes) {
    return new Helm(HOME)
        .template()
        .withName("habeas")
        .withNamespace("privacy")
        .withKubeVersion(kubernetes)
        .withValuesFile(values)
        .call();
  }

  /** Lints a copy that has these values as its own: the library lints a chart with no others. */
  static LintResult lint(String values, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve("habeas").resolve(HOME.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    Path own = copy.resolve("habeas").resolve("values.yaml");
    JsonNode all = overlay(YAML.readTree(own.toFile()), YAML.readTree(file(values).toFile()));
    Files.writeString(own, YAML.writeValueAsString(all));
    return new Helm(copy.resolve("habeas")).lint().strict().call();
  }

  /** Helm's own way of putting values over values: maps are joined, anything else replaces. */
  private static JsonNode overlay(JsonNode base, JsonNode over) {
    if (base instanceof ObjectNode joined && over instanceof ObjectNode) {
      ObjectNode all = joined.deepCopy();
      over.properties()
          .forEach(
              field -> {
                JsonNode old = all.get(field.getKey());
                all.set(
                    field.getKey(),
                    old == null ? field.getValue() : overlay(old, field.getValue()));
              });
      return all;
    }
    return over;
  }
}
