package io.habeas.local.postgres;

import io.habeas.local.home.Installation;
import io.habeas.local.home.Trouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once for all suites of this user. */
final class PostgresBinaries {

  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar!");
  private static final int OWNER_EXECUTES = 0100;

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /** Unpacks the archive that fits this machine, unless that was done before. */
  static PostgresBinaries unpack(Installation installation, Runnable announce) {
    String name = archive();
    URL archive = PostgresBinaries.class.getResource("/" + name);
    if (archive == null) {
      throw new Trouble("postgres", "there is no " + name, "This kind of machine is not supported");
    }
    Path home = installation.cache().resolve("postgresql-" + version(archive));
    if (!Files.exists(home.resolve("bin/postgres"))) {
      announce.run();
      unpack(archive, home);
    }
    return new PostgresBinaries(home);
  }

  Path home() {
    return home;
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> System.getProperty("os.arch");
        };
    return "postgres-" + (system.contains("mac") ? "darwin" : "linux") + "-" + machine + ".txz";
  }

  private static String version(URL archive) {
    Matcher matcher = VERSION.matcher(archive.toString());
    return matcher.find() ? matcher.group(1) : "unversioned";
  }

  /** Into a neighbour first, so that an interrupted unpacking is never taken for a whole one. */
  private static void unpack(URL archive, Path home) {
    try {
      Files.createDirectories(home.getParent());
      Path fresh = Files.createTempDirectory(home.getParent(), "postgresql-");
      try (InputStream in = new BufferedInputStream(archive.openStream());
          TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          unpack(tar, e, fresh);
        }
      }
      Files.setPosixFilePermissions(fresh, everybodyEnters());
      Files.move(fresh, home);
    } catch (IOException e) {
      throw new Trouble(
          "postgres",
          "cannot be unpacked to " + home + " (" + e.getMessage() + ")",
          "Make room there or set HABEAS_CACHE to another directory",
          e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("an entry leaves the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
      if ((entry.getMode() & OWNER_EXECUTES) != 0) {
        Files.setPosixFilePermissions(target, everybodyEnters());
      }
    }
  }

  private static Set<PosixFilePermission> everybodyEnters() {
    return EnumSet.complementOf(
        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
  }
}
