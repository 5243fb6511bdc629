package io.habeas.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What somebody outside the launcher wants of a part. A part that is wanted down may end without
 * ending the suite; when it is wanted up again, the launcher starts it.
 *
 * @param run the directory of what is true only now
 */
public record Wanted(Path run) {

  /** A wish. */
  public enum Wish {
    /** The part ends and stays down. */
    DOWN,
    /** The part is started when it is down. */
    UP,
    /** Nobody asked for anything: the part runs, and its end is trouble. */
    NOTHING
  }

  /** The wish for a part. */
  public Wish of(String part) {
    try {
      return Wish.valueOf(Files.readString(file(part)).strip());
    } catch (NoSuchFileException e) {
      return Wish.NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      return Wish.NOTHING;
    }
  }

  /** Leaves a wish for the launcher. */
  public void want(String part, Wish wish) {
    Path fresh = run.resolve(part + ".wanted.new");
    try {
      Files.writeString(fresh, wish.name() + "\n");
      Files.move(
          fresh, file(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the wish back. */
  public void forget(String part) {
    try {
      Files.deleteIfExists(file(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String part) {
    return run.resolve(part + ".wanted");
  }
}
