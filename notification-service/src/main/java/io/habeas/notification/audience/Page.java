package io.habeas.notification.audience;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some of the people of some buckets.
 *
 * @param next after whom the next page begins; nothing, if this was the last
 */
public record Page(List<UUID> subjects, @Nullable UUID next) {
  /** How many people a page has that is not the last. */
  static final int SIZE = 1000;

  /** Of all that were told, those who are meant. */
  static <T> Page of(List<T> told, Function<T, UUID> id, Predicate<T> meant) {
    List<UUID> subjects = told.stream().filter(meant).map(id).toList();
    return new Page(subjects, told.size() == SIZE ? id.apply(told.getLast()) : null);
  }
}
