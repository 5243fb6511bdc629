package io.habeas.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Remembers a process across launchers. A pid is given out again by the operating system, so the
 * moment at which the process started is kept beside it.
 *
 * @param path the file, {@code <part>.pid}
 */
public record PidFile(Path path) {

  private static final String SUFFIX = ".pid";

  /** The one of a part. */
  public static PidFile of(Path run, String part) {
    return new PidFile(run.resolve(part + SUFFIX));
  }

  /** All that are in a directory, by name. */
  public static List<PidFile> all(Path run) {
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "*" + SUFFIX)) {
      return StreamSupport.stream(files.spliterator(), false)
          .map(PidFile::new)
          .sorted(Comparator.comparing(PidFile::part))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part whose process it is. */
  public String part() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** Remembers this process. */
  public void write(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(fresh, process.pid() + " " + started + "\n");
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** The process, if it still runs and is the one that was remembered. */
  public Optional<ProcessHandle> process() {
    try {
      String[] words = Files.readString(path).strip().split(" ");
      long started = Long.parseLong(words[1]);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(found -> startedAt(found) == started);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  private static long startedAt(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
