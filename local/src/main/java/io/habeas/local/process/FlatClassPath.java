package io.habeas.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A built Quarkus application as a plain class path, which the JVM can record, unlike the
 * application's own class loader. What the build generated or transformed stands before what it
 * replaces.
 */
public final class FlatClassPath {

  private FlatClassPath() {}

  /**
   * The class path.
   *
   * @param quarkus the directory of generated and transformed classes
   * @param others directories of jars, in their order
   */
  public static String of(Path quarkus, Path... others) {
    List<Path> jars = new ArrayList<>();
    jars.add(quarkus.resolve("generated-bytecode.jar"));
    jars.add(quarkus.resolve("transformed-bytecode.jar"));
    for (Path directory : others) {
      jars.addAll(jarsIn(directory));
    }
    return jars.stream()
        .filter(Files::exists)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
