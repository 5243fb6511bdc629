package io.habeas.subject.dossier;

import io.habeas.subject.item.StoredItem;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import java.util.Set;

/**
 * What may be read.
 *
 * @param purpose what for
 * @param categories of which categories; items of others are not looked at
 * @param allItems whether items of every category count, as far as they are held for the purpose
 */
public record Scope(Purpose purpose, Set<String> categories, boolean allItems) {

  boolean covers(String category) {
    return categories.contains(category);
  }

  boolean covers(StoredItem item) {
    return item.isFor(purpose) && (allItems || categories.contains(item.category()));
  }

  boolean hasItems() {
    return allItems || categories.stream().anyMatch(slug -> !Category.OF_THE_RECORD.contains(slug));
  }
}
