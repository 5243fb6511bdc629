package io.habeas.local.home;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the project and the things that outlive a data directory are.
 *
 * @param root the project's root directory
 * @param cache unpacked programs, shared by all suites of this user
 * @param archives what the build found, by name
 */
public record Installation(Path root, Path cache, Properties archives) {

  /** As the system properties, the environment and the build say. */
  public static Installation find() {
    Path root = Path.of(System.getProperty("habeas.root", ".")).toAbsolutePath().normalize();
    return new Installation(root, cacheDirectory(), builtIn());
  }

  /** What the build noted under this name. */
  public String archive(String name) {
    String value = archives.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new Trouble(name, "the build did not say where it is", "Build again: ./mvnw -pl local");
    }
    return value;
  }

  /** A file of the project. */
  public Path file(String path) {
    return root.resolve(path);
  }

  /** The Java program that runs this one. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** This program's own class path, for a process that runs elsewhere. */
  public static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path cacheDirectory() {
    Path home = Path.of(System.getProperty("user.home"));
    return Optional.ofNullable(System.getenv("HABEAS_CACHE"))
        .map(Path::of)
        .orElseGet(
            () ->
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .map(Path::of)
                    .orElse(home.resolve(".cache"))
                    .resolve("habeas"))
        .toAbsolutePath();
  }

  private static Properties builtIn() {
    Properties archives = new Properties();
    try (InputStream in = Installation.class.getResourceAsStream("/archives.properties")) {
      if (in != null) {
        archives.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archives;
  }
}
