package io.habeas.subject.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.screening.Fields;
import io.habeas.subject.screening.FreeText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads items and refuses what the registries do not declare. */
@Singleton
public class ItemReading {

  private static final Pattern POLICY_VERSION = Pattern.compile("[A-Za-z0-9._/-]{1,64}");

  private final Registries registries;

  ItemReading(Registries registries) {
    this.registries = registries;
  }

  /** The item that was sent; empty when something was noted about it. */
  public Optional<Item> read(Fields fields, ItemBody body) {
    int before = fields.findings().size();
    Optional<Category> category = category(fields, body.category());
    JsonNode value = body.value();
    if (value == null || !value.isObject()) {
      fields.note("value", "required", "must be an object");
    } else {
      category.ifPresent(known -> screen(fields, known, value));
    }
    String source = fields.oneOf("source", body.source(), registries.sources());
    List<String> purposes = purposes(fields, body.purposes(), category);
    String basis = legalBasis(fields, body.legalBasis(), purposes);
    Instant collectedAt = fields.instantIfAny("collectedAt", body.collectedAt());
    if (body.collectedAt() == null) {
      fields.note("collectedAt", "required", "is required");
    }
    String policy = body.policyVersion();
    if (policy != null) {
      fields.matching("policyVersion", policy, POLICY_VERSION, "must name a policy and version");
    }
    if (fields.findings().size() > before) {
      return Optional.empty();
    }
    return category.map(
        known ->
            new Item(
                known,
                Objects.requireNonNull(value),
                source,
                purposes,
                basis,
                Objects.requireNonNull(collectedAt),
                policy));
  }

  private Optional<Category> category(Fields fields, @Nullable String slug) {
    Optional<Category> category =
        slug == null ? Optional.empty() : registries.category(slug).filter(Category::hasItems);
    if (category.isEmpty()) {
      fields.note("category", "unknown-category", "must be a declared category of items");
    }
    return category;
  }

  private static void screen(Fields fields, Category category, JsonNode value) {
    FreeText.refusalOf(value)
        .ifPresentOrElse(
            why -> fields.note("value", why.code(), why.message()),
            () ->
                category
                    .refusalOf(value)
                    .ifPresent(
                        found ->
                            fields.note(
                                found.path().isEmpty() ? "value" : "value." + found.path(),
                                "schema",
                                "breaks the category's schema: " + found.rule())));
  }

  private List<String> purposes(
      Fields fields, @Nullable List<String> slugs, Optional<Category> category) {
    if (slugs == null || slugs.isEmpty()) {
      fields.note("purposes", "required", "must name at least one purpose");
      return List.of();
    }
    for (String slug : slugs) {
      if (slug == null || registries.purpose(slug).isEmpty()) {
        fields.note("purposes", "unknown-purpose", "must be declared purposes");
        return List.of();
      }
      if (category.isPresent() && !category.get().purposes().contains(slug)) {
        fields.note("purposes", "purpose-not-for-category", "must be purposes of the category");
        return List.of();
      }
    }
    return slugs.stream().distinct().sorted().toList();
  }

  private String legalBasis(Fields fields, @Nullable String slug, List<String> purposes) {
    String basis = fields.oneOf("legalBasis", slug, registries.legalBases());
    boolean admitted =
        purposes.stream()
            .flatMap(purpose -> registries.purpose(purpose).stream())
            .map(Purpose::legalBases)
            .anyMatch(bases -> bases.contains(basis));
    if (!basis.isEmpty() && !purposes.isEmpty() && !admitted) {
      fields.note("legalBasis", "basis-not-for-purpose", "must be one that a purpose admits");
    }
    return basis;
  }
}
