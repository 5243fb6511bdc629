package io.habeas.notification.section;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whom or what a section is about, written {@code kind:value}.
 *
 * @param value what of that kind: a product's or brand's name, ISO 3166-1 alpha-2, a processor's id
 */
public record Tag(Kind kind, String value) implements Comparable<Tag> {
  /** What a tag as written looks like. */
  public static final String PATTERN = "[a-z]{1,10}:[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,59}";
  private static final String ALPHA_2 = "[A-Z]{2}";

  /** The kinds of tags, and what their values look like. */
  public enum Kind {
    /** Who has this product or service. */
    PRODUCT(NAME, true),
    /** Who is a customer of this brand. */
    BRAND(NAME, true),
    /** Who lives there. */
    REGION(ALPHA_2, true),
    /** Whose data this processor ever got, by its id. */
    PROCESSOR("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", false),
    /** Whose data ever went into this country. */
    COUNTRY(ALPHA_2, false),
    /** Whom this channel reaches. */
    CHANNEL("email|phone|postal", false);

    private final Pattern value;
    private final boolean narrows;

    Kind(String value, boolean narrows) {
      this.value = Pattern.compile(value);
      this.narrows = narrows;
    }

    /** Whether an announcement may be narrowed by it, where the change is so limited. */
    public boolean narrows() {
      return narrows;
    }

    /** As the API writes it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The tag that is written so, if it is one. */
  public static Optional<Tag> parse(String written) {
    int colon = written.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String value = written.substring(colon + 1);
    for (Kind kind : Kind.values()) {
      if (kind.slug().equals(written.substring(0, colon))) {
        return kind.value.matcher(value).matches()
            ? Optional.of(new Tag(kind, value))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A tag that was kept. */
  public static Tag of(String written) {
    return parse(written)
        .orElseThrow(() -> new IllegalStateException("a tag that is none: " + written));
  }

  /** The processor that it names. */
  public UUID processor() {
    return UUID.fromString(value);
  }

  @Override
  public int compareTo(Tag other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return kind.slug() + ':' + value;
  }
}
