package io.habeas.ledger.witness;

import java.util.List;
import java.util.Map;

/**
 * An append-only keeper of records on storage that the database does not reach: a directory on
 * another volume by default, an object-lock bucket elsewhere.
 *
 * <p>Calls block: they are made on worker threads. When {@link #append} has returned, the record
 * survives the loss of the machine's memory. Streams and names are of lower-case letters, digits,
 * {@code - _ .} and, in streams, {@code /}; a stream reads in the order of its names.
 */
public interface Witness {
  /**
   * Keeps a record. The same record under the same name again changes nothing, so a caller that
   * does not know whether it got through just says it again.
   *
   * @throws WitnessConflict when the name holds other bytes
   * @throws java.io.UncheckedIOException when it could not be kept
   */
  void append(String stream, String name, byte[] record);

  /**
   * Where lines of a record that is not whole yet go, as fast as the storage can: a line survives
   * the end of this process, not of the machine. Appending the record of that name drops them. A
   * witness that cannot do this cheaply keeps none.
   */
  default Notes notes(String stream, String name) {
    return _ -> {};
  }

  /** Lines of one record, from one thread at a time. */
  @FunctionalInterface
  interface Notes extends AutoCloseable {
    /**
     * Keeps a line.
     *
     * @throws java.io.UncheckedIOException when it could not be kept
     */
    void add(byte[] line);

    @Override
    default void close() {}
  }

  /** The lines, by name, of records that never came. The last line may be torn. */
  default Map<String, byte[]> hints(String stream) {
    return Map.of();
  }

  /** Drops the lines of a record that will not come. */
  default void dropHints(String stream, String name) {}

  /** The names in a stream, in order; none where nothing was ever appended. */
  List<String> names(String stream);

  /** The record of that name. */
  byte[] read(String stream, String name);
}
