package io.habeas.notification.audience;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some of the people of one bucket.
 *
 * @param next after whom the next page begins; nothing, if this was the last
 */
public record Page(List<UUID> subjects, @Nullable UUID next) {
  /** How many people a page has that is not the last. */
  static final int SIZE = 1000;

  /** Of ids in their order. */
  static Page of(List<UUID> ids) {
    return new Page(ids, ids.size() == SIZE ? ids.getLast() : null);
  }

  /** Of an answer of a line each; an empty answer, which comes as no body at all, is nobody. */
  static <T> Page of(
      @Nullable String lines, ObjectReader reader, Function<T, UUID> id, Predicate<T> meant) {
    if (lines == null) {
      return new Page(List.of(), null);
    }
    List<UUID> subjects = new ArrayList<>(SIZE);
    int read = 0;
    @Nullable UUID last = null;
    try (MappingIterator<T> each = reader.readValues(lines)) {
      while (each.hasNextValue()) {
        T one = each.nextValue();
        read++;
        last = id.apply(one);
        if (meant.test(one)) {
          subjects.add(last);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("an answer about an audience that does not read", e);
    }
    return new Page(subjects, read == SIZE ? last : null);
  }
}
