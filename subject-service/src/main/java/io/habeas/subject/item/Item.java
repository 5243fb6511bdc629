package io.habeas.subject.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.subject.registry.Category;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared and valid item, not stored yet.
 *
 * @param category what kind of data
 * @param value what the category's schema admits
 * @param source where it comes from
 * @param purposes what it is held for, sorted
 * @param legalBasis on what basis
 * @param collectedAt when it was collected
 * @param policyVersion the policy that was shown then
 */
public record Item(
    Category category,
    JsonNode value,
    String source,
    List<String> purposes,
    String legalBasis,
    Instant collectedAt,
    @Nullable String policyVersion) {

  /** What makes two items the same: sent twice, it is held once. */
  public String identity() {
    return String.join("\n", category.slug(), source, collectedAt.toString(), value.toString());
  }

  @Override
  public String toString() {
    return "Item[" + category.slug() + " ***]";
  }
}
