package io.habeas.local.identity;

import io.habeas.local.home.Installation;
import io.habeas.local.home.Trees;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.FlatClassPath;
import io.habeas.local.process.StartCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak's programs. Its own start script decides at every start which features it has, which
 * takes longer than the start itself; here that is decided once.
 */
final class KeycloakDistribution {

  private static final String MARK = "habeas.prepared";
  private static final List<String> FEATURES =
      List.of(
          "--db=postgres",
          "--health-enabled=true",
          "--features-disabled=device-flow,ciba,par,kerberos,organization");

  private final Path home;

  private KeycloakDistribution(Path home) {
    this.home = home;
  }

  /** Unpacks and prepares the distribution, unless that was done before. */
  static KeycloakDistribution prepare(Installation installation, Announcement announcement) {
    Path home =
        installation
            .cache()
            .resolve("keycloak-" + installation.archive("keycloak.version") + "-" + variant());
    if (!Files.exists(home.resolve(MARK))) {
      prepare(Path.of(installation.archive("keycloak.archive")), home, announcement);
    }
    return new KeycloakDistribution(home);
  }

  /** The directory of the programs. */
  Path home() {
    return home;
  }

  /** Everything that runs. */
  String classPath() {
    return FlatClassPath.of(
        home.resolve("lib/quarkus"),
        home.resolve("lib/app"),
        home.resolve("lib/lib/boot"),
        home.resolve("lib/lib/main"));
  }

  /** What one start records for the next. */
  StartCache startCache(boolean recording) {
    return new StartCache(home.resolve("habeas-start.aot"), recording);
  }

  private static String variant() {
    return Integer.toHexString(FEATURES.hashCode()) + "-jdk" + Runtime.version().feature();
  }

  private static void prepare(Path archive, Path home, Announcement announcement) {
    try {
      Files.createDirectories(home.getParent());
      Path lock = home.resolveSibling(home.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.exists(home.resolve(MARK))) {
          Trees.delete(home);
          announcement.say("unpacking");
          unpack(archive, home);
          announcement.say("preparing, once for this version");
          build(home);
          Files.writeString(home.resolve(MARK), String.join("\n", FEATURES));
        }
      }
    } catch (IOException e) {
      throw new Trouble(
          Keycloak.NAME,
          "cannot be unpacked to " + home + " (" + e.getMessage() + ")",
          "Make room there, set HABEAS_CACHE to another directory, or build again",
          e);
    }
  }

  /** Without the one directory that the archive holds. */
  private static void unpack(Path archive, Path home) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String inside = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path target = home.resolve(inside).normalize();
        if (!target.startsWith(home)) {
          throw new IOException("an entry leaves the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  private static void build(Path home) throws IOException {
    Path log = home.resolve("habeas-build.log");
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString()));
    command.add("build");
    command.addAll(FEATURES);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx768m");
    Process process = builder.start();
    try {
      if (process.waitFor() != 0) {
        throw new Trouble(
            Keycloak.NAME, "could not be prepared", "See " + log + ", then start again");
      }
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Trouble(Keycloak.NAME, "was interrupted", "Start again", e);
    }
  }

  /** Hears what takes long. */
  @FunctionalInterface
  interface Announcement {
    void say(String doing);
  }
}
