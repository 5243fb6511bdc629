package io.habeas.subject.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the registries declare at one time, ready to be asked. */
record Declared(
    List<RegistryEntry> entries,
    Map<String, Category> categories,
    Map<String, Purpose> purposes,
    Set<String> sources,
    Set<String> foreignSources,
    Set<String> legalBases) {

  static final Declared NOTHING =
      new Declared(List.of(), Map.of(), Map.of(), Set.of(), Set.of(), Set.of());

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).failFast(true).build();

  static Declared of(List<RegistryEntry> entries) {
    Map<String, Category> categories = new HashMap<>();
    Map<String, Purpose> purposes = new HashMap<>();
    for (RegistryEntry entry : entries) {
      switch (entry.kind()) {
        case "categories" -> categories.put(entry.slug(), category(entry));
        case "purposes" -> purposes.put(entry.slug(), purpose(entry));
        default -> {}
      }
    }
    return new Declared(
        entries,
        categories,
        purposes,
        slugs(entries, "sources"),
        foreign(entries),
        slugs(entries, "legal-bases"));
  }

  private static Set<String> foreign(List<RegistryEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind().equals("sources"))
        .filter(entry -> !entry.body().path("fromSubject").asBoolean(true))
        .map(RegistryEntry::slug)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Category category(RegistryEntry entry) {
    return new Category(
        entry.slug(),
        entry.version(),
        texts(entry.body().path("purposes")),
        schema(entry.body().get("schema")));
  }

  private static Purpose purpose(RegistryEntry entry) {
    return new Purpose(
        entry.slug(),
        entry.version(),
        texts(entry.body().path("legalBases")),
        entry.body().path("mandatory").asBoolean(),
        entry.body().path("everything").asBoolean());
  }

  private static @Nullable JsonSchema schema(@Nullable JsonNode schema) {
    return schema == null ? null : SCHEMAS.getSchema(schema, CONFIG);
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> slugs(List<RegistryEntry> entries, String kind) {
    return entries.stream()
        .filter(entry -> entry.kind().equals(kind))
        .map(RegistryEntry::slug)
        .collect(Collectors.toUnmodifiableSet());
  }
}
