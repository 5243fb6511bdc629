package io.habeas.subject.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A kind of data that may be held, and for what. */
public final class Category {

  /** Names. */
  public static final String IDENTITY = "identity";

  /** Residency, languages, time zone. */
  public static final String REGION = "region";

  /** Contact points. */
  public static final String CONTACT = "contact";

  /** Identifiers. */
  public static final String IDENTIFIER = "identifier";

  /** Account number and name. */
  public static final String ACCOUNT = "account";

  /** The categories of the record itself, which have no items. */
  public static final List<String> OF_THE_RECORD =
      List.of(IDENTITY, REGION, CONTACT, IDENTIFIER, ACCOUNT);

  /** A property of the value itself: what is deeper may have a name that the sender made up. */
  private static final Pattern OWN_PROPERTY = Pattern.compile("/([A-Za-z0-9]{1,40})");

  private final String slug;
  private final int version;
  private final Set<String> purposes;
  private final @Nullable JsonSchema schema;

  Category(String slug, int version, Set<String> purposes, @Nullable JsonSchema schema) {
    this.slug = slug;
    this.version = version;
    this.purposes = Set.copyOf(purposes);
    this.schema = schema;
  }

  /** The name that every service uses. */
  public String slug() {
    return slug;
  }

  /** The version of the registry's entry. */
  public int version() {
    return version;
  }

  /** For what it may be held. */
  public Set<String> purposes() {
    return purposes;
  }

  /** Whether data of it may be read for this purpose. */
  public boolean isFor(Purpose purpose) {
    return purpose.everything() || purposes.contains(purpose.slug());
  }

  /** Whether it has items; the record's own categories have none. */
  public boolean hasItems() {
    return schema != null;
  }

  /** The first thing in a value that the category's schema refuses. */
  public Optional<SchemaFinding> refusalOf(JsonNode value) {
    if (schema == null) {
      return Optional.of(new SchemaFinding("", "no-items"));
    }
    return schema.validate(value).stream().findFirst().map(Category::finding);
  }

  /** A property is named only where it is one of the schema's own: names sent are data. */
  private static SchemaFinding finding(ValidationMessage message) {
    Matcher own = OWN_PROPERTY.matcher(message.getInstanceLocation().toString());
    return new SchemaFinding(own.matches() ? own.group(1) : "", message.getType());
  }

  /**
   * What a schema refuses.
   *
   * @param path the property, empty for the value itself
   * @param rule the schema's keyword
   */
  public record SchemaFinding(String path, String rule) {}
}
