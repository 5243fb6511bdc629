package io.habeas.local.home;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The secrets of one suite: made when they are first asked for, kept in one file that only its
 * owner reads.
 */
public final class Secrets {

  /** The password of every demo login; a suite that listens on loopback only may publish it. */
  public static final String DEMO_PASSWORD = "habeas-demo-only";

  private static final int PASSWORD_BYTES = 24;
  private static final int KEY_BYTES = 32;

  private final Path file;
  private final Properties known = new Properties();
  private final SecureRandom random = new SecureRandom();

  private Secrets(Path file) {
    this.file = file;
  }

  /** The secrets of this data directory. */
  public static Secrets of(DataDirectory data) {
    Secrets secrets = new Secrets(data.keys().resolve("secrets.properties"));
    secrets.read();
    return secrets;
  }

  /** A password for this use, the same at every call. */
  public String password(String use) {
    return get(use, PASSWORD_BYTES, Base64.getUrlEncoder().withoutPadding());
  }

  /** Base64 of 32 random bytes for this use, the same at every call. */
  public String key(String use) {
    return get(use, KEY_BYTES, Base64.getEncoder());
  }

  /** What the client of that id shows to the identity provider. */
  public String client(String clientId) {
    return password("client." + clientId);
  }

  private synchronized String get(String use, int size, Base64.Encoder encoder) {
    String secret = known.getProperty(use);
    if (secret == null) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      secret = encoder.encodeToString(bytes);
      known.setProperty(use, secret);
      write();
    }
    return secret;
  }

  private void read() {
    if (Files.exists(file)) {
      try (BufferedReader in = Files.newBufferedReader(file)) {
        known.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void write() {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh);
      if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
        known.store(out, "Secrets of this local suite only");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep secrets in " + file, e);
    }
  }
}
