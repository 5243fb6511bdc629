package io.habeas.notification.lines;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an answer of a JSON object a line (NDJSON) that is small enough to be had whole. */
public final class Lines {
  private Lines() {}

  /**
   * The objects in their order. An empty answer, which comes as no body at all, has none.
   *
   * @throws IllegalStateException if it does not read; its message quotes nothing, which may be an
   *     address
   */
  public static <T> List<T> read(@Nullable String answer, ObjectReader reader) {
    List<T> all = new ArrayList<>();
    if (answer == null) {
      return all;
    }
    try (MappingIterator<T> each = reader.readValues(answer)) {
      while (each.hasNextValue()) {
        all.add(each.nextValue());
      }
      return all;
    } catch (IOException e) {
      throw new IllegalStateException("another service's answer does not read: " + e.getClass());
    }
  }
}
