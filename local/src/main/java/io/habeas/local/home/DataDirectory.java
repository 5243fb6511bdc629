package io.habeas.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that holds everything a suite keeps between two starts.
 *
 * @param root absolute path
 */
public record DataDirectory(Path root) {

  private static final String MARK = ".habeas";

  /** Keeps the path absolute, since parts run in directories of their own. */
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** The database cluster. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The identity provider's home. */
  public Path keycloak() {
    return root.resolve("keycloak");
  }

  /** Messages, one file each. */
  public Path mail() {
    return root.resolve("mail");
  }

  /** What a restored database would have forgotten. */
  public Path witness() {
    return root.resolve("witness");
  }

  /** Secrets and key files. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** What each part prints. */
  public Path log(String part) {
    return root.resolve("log").resolve(part + ".log");
  }

  /** What is only true while the suite runs. */
  public Path run() {
    return root.resolve("run");
  }

  /** How far the business clock is ahead of the system's. */
  public Path clock() {
    return root.resolve("clock");
  }

  /** Makes the directory, readable by its owner only. */
  public DataDirectory create() {
    try {
      Files.createDirectories(root);
      if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
      }
      for (Path each : new Path[] {mail(), witness(), keys(), run(), root.resolve("log")}) {
        Files.createDirectories(each);
      }
      Files.writeString(root.resolve(MARK), "The data of a local Habeas suite.\n");
      return this;
    } catch (IOException e) {
      throw new Trouble(
          "data directory", root + " cannot be made (" + e.getMessage() + ")", "Choose --data", e);
    }
  }

  /** Deletes the directory and all that is in it, if it is one of ours. */
  public void delete() {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.exists(root.resolve(MARK))) {
      throw new Trouble(
          "--fresh",
          root + " was not made by this command, so it is not deleted",
          "Choose another --data or remove it yourself");
    }
    try {
      Trees.delete(root);
    } catch (IOException e) {
      throw new Trouble(
          "--fresh", root + " cannot be deleted (" + e.getMessage() + ")", "Remove it yourself", e);
    }
  }
}
