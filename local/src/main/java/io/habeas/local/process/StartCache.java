package io.habeas.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a Java part records in one start so that later starts skip it: the classes that it loads,
 * parsed and linked (JEP 483, JEP 514). A cache that does not fit its class path any more is
 * ignored by the JVM.
 *
 * @param file the cache
 * @param recording whether this start records it
 */
public record StartCache(Path file, boolean recording) {

  private static final List<String> QUIET = List.of("-Xlog:aot=off", "-Xlog:cds=off");

  /** The JVM's options; none where nothing was recorded. */
  public List<String> options() {
    if (recording) {
      return List.of("-XX:AOTCacheOutput=" + file, QUIET.get(0), QUIET.get(1));
    }
    if (Files.exists(file)) {
      return List.of("-XX:AOTCache=" + file, QUIET.get(0), QUIET.get(1));
    }
    return List.of();
  }
}
