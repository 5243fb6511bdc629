package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What moves business time is in the local builds and in no production artifact: looked for by
 * name, class by class, in every jar of the built applications, generated code included.
 */
@Order(0)
class ProductionArtifactsTest {

  private static final String MOVER = "io/habeas/clock/mover/";
  private static final Path ROOT = Path.of(System.getProperty("habeas.root", "..")).normalize();

  @ParameterizedTest
  @ValueSource(strings = {"subject", "consent", "disclosure", "notification"})
  void onlyTheLocalBuildCanMoveBusinessTime(String service) {
    Path target = ROOT.resolve(service + "-service").resolve("target");

    assertThat(jarsWithTheMover(target.resolve("quarkus-app"))).isEmpty();
    assertThat(jarsWithTheMover(target.resolve("local-app"))).isNotEmpty();
  }

  @Test
  void theGatewayHasNoBusinessTimeToMove() {
    Path target = ROOT.resolve("gateway").resolve("target");

    assertThat(jarsWithTheMover(target.resolve("quarkus-app"))).isEmpty();
    assertThat(jarsWithTheMover(target.resolve("local-app"))).isEmpty();
  }

  private static List<String> jarsWithTheMover(Path application) {
    assertThat(application)
        .as("the built application; ./mvnw package makes quarkus-app, ./habeas build local-app")
        .isDirectory();
    try (Stream<Path> files = Files.walk(application)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      assertThat(jars).as("the jars of " + application).hasSizeGreaterThan(50);
      return jars.stream()
          .filter(ProductionArtifactsTest::hasTheMover)
          .map(jar -> jar.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasTheMover(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.stream()
              .map(ZipEntry::getName)
              .anyMatch(name -> name.startsWith(MOVER) || name.contains("MovableClock"))
          || jar.getFileName().toString().contains("clocks-mover");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
