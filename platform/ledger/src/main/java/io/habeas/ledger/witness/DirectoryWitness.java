package io.habeas.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A witness in a directory: a file per record. The record is written and synced under a name that
 * nobody reads, then linked to its own: a link is made whole or not at all, and never over a file
 * that is there.
 */
public final class DirectoryWitness implements Witness {
  private static final Pattern STREAM = Pattern.compile("[a-z0-9_-][a-z0-9._/-]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]*");
  private static final String UNFINISHED = ".unfinished-";
  private static final String HINTS = ".hints-";

  private final Path root;

  /** A witness below {@code root}, which is made if it is missing and must be writable. */
  public DirectoryWitness(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.root);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the witness directory " + root, e);
    }
    if (!Files.isWritable(this.root)) {
      throw new IllegalStateException("cannot write to the witness directory " + root);
    }
  }

  @Override
  public void append(String stream, String name, byte[] record) {
    Path directory = directory(stream);
    Path target = directory.resolve(checked(NAME, name));
    try {
      makeDirectory(directory);
      Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID());
      try {
        write(unfinished, record);
        Files.createLink(target, unfinished);
      } catch (FileAlreadyExistsException e) {
        refuseUnlessEqual(stream, name, record);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      sync(directory);
      Files.deleteIfExists(directory.resolve(HINTS + name));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness could not keep " + stream + "/" + name, e);
    }
  }

  @Override
  public Notes notes(String stream, String name) {
    return new FileOfNotes(directory(stream), HINTS + checked(NAME, name));
  }

  /** A file that is made with its first line and stays open for the next ones. */
  private final class FileOfNotes implements Notes {
    private final Path directory;
    private final String name;
    private @Nullable FileChannel file;

    FileOfNotes(Path directory, String name) {
      this.directory = directory;
      this.name = name;
    }

    @Override
    public void add(byte[] line) {
      try {
        FileChannel open = file == null ? open() : file;
        ByteBuffer left = ByteBuffer.wrap(line);
        while (left.hasRemaining()) {
          open.write(left);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the witness could not note " + name, e);
      }
    }

    private FileChannel open() throws IOException {
      makeDirectory(directory);
      FileChannel opened =
          FileChannel.open(
              directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      file = opened;
      return opened;
    }

    @Override
    public void close() {
      try {
        if (file != null) {
          file.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the witness could not close " + name, e);
      }
    }
  }

  @Override
  public Map<String, byte[]> hints(String stream) {
    Path directory = directory(stream);
    if (!Files.isDirectory(directory)) {
      return Map.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, HINTS + "*")) {
      Map<String, byte[]> hints = new TreeMap<>();
      for (Path file : files) {
        hints.put(
            file.getFileName().toString().substring(HINTS.length()), Files.readAllBytes(file));
      }
      return hints;
    } catch (IOException e) {
      throw new UncheckedIOException("the witness could not list " + stream, e);
    }
  }

  @Override
  public void dropHints(String stream, String name) {
    try {
      Files.deleteIfExists(directory(stream).resolve(HINTS + checked(NAME, name)));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness could not tidy " + stream + "/" + name, e);
    }
  }

  @Override
  public List<String> names(String stream) {
    Path directory = directory(stream);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the witness could not list " + stream, e);
    }
  }

  @Override
  public byte[] read(String stream, String name) {
    try {
      return Files.readAllBytes(directory(stream).resolve(checked(NAME, name)));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness could not read " + stream + "/" + name, e);
    }
  }

  private void refuseUnlessEqual(String stream, String name, byte[] record) {
    if (!Arrays.equals(read(stream, name), record)) {
      throw new WitnessConflict(stream, name);
    }
  }

  private Path directory(String stream) {
    Path directory = root.resolve(checked(STREAM, stream)).normalize();
    if (!directory.startsWith(root)) {
      throw new IllegalArgumentException("no stream of that name");
    }
    return directory;
  }

  private static String checked(Pattern allowed, String name) {
    if (!allowed.matcher(name).matches() || name.contains("..")) {
      throw new IllegalArgumentException("not a name for the witness: " + name);
    }
    return name;
  }

  private static void write(Path file, byte[] record) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(record);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(directory);
    for (Path made = directory; made != null && made.startsWith(root); made = made.getParent()) {
      sync(made);
    }
  }

  /** Without this the name itself may be lost with the machine. */
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
