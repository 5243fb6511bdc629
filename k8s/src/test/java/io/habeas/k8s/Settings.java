package io.habeas.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Settings of a workload: those built in, and those that the chart hands it. */
final class Settings {

  private Settings() {}

  /** What the build of a workload says. */
  static Properties builtIn(String workload) {
    String module = workload.equals("gateway") ? workload : workload + "-service";
    Path file = Path.of("..", module, "src/main/resources/application.properties");
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the chart says. */
  static Properties given(Manifests manifests, String workload) {
    return parse(
        manifests
            .of(ConfigMap.class, workload)
            .getData()
            .getOrDefault("application.properties", ""));
  }

  private static Properties parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
