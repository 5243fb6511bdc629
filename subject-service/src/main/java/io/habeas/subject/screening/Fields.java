package io.habeas.subject.screening;

import io.habeas.problem.Invalid;
import io.habeas.problem.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request and notes everything that is wrong with them. A reader goes on with
 * a harmless stand-in after a finding, so that all findings are told at once; nothing is used
 * before {@link #findings()} is known to be empty.
 */
public final class Fields {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final String path;
  private final List<Finding> findings;

  private Fields(String path, List<Finding> findings) {
    this.path = path;
    this.findings = findings;
  }

  /** The fields of a whole request. */
  public static Fields ofRequest() {
    return new Fields("", new ArrayList<>());
  }

  /** The fields of an object in this one. */
  public Fields in(String name) {
    return new Fields(path + name + ".", findings);
  }

  /** The fields of an element of a list in this object. */
  public Fields in(String list, int index) {
    return in(list + '[' + index + ']');
  }

  /** Notes a finding. */
  public void note(String name, String code, String message) {
    findings.add(new Finding(path + name, code, message));
  }

  /** Everything noted so far, here and in the objects around. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * Ends the reading of a request of which nothing may be wrong.
   *
   * @throws Invalid with a violation for each finding
   */
  public void requireNone() {
    if (!findings.isEmpty()) {
      throw new Invalid(
          findings.stream().map(one -> new Violation(one.field(), one.message())).toList());
    }
  }

  /** A required text on one line, at most so long. */
  public String text(String name, @Nullable String value, int longest) {
    String text = textIfAny(name, value, longest);
    if (text == null || text.isBlank()) {
      if (text != null || value == null) {
        note(name, "required", "is required");
      }
      return "";
    }
    return text;
  }

  /** A text on one line, at most so long, if there is one. */
  public @Nullable String textIfAny(String name, @Nullable String value, int longest) {
    if (value == null) {
      return null;
    }
    if (value.length() > longest) {
      note(name, "too-long", "must have at most " + longest + " characters");
      return null;
    }
    Optional<Refusal> refusal = FreeText.refusalOf(value);
    refusal.ifPresent(why -> note(name, why.code(), why.message()));
    return refusal.isPresent() ? null : value;
  }

  /** A required word of lower-case letters, digits and hyphens. */
  public String slug(String name, @Nullable String value) {
    return matching(name, value, SLUG, "must be a word of lower-case letters, digits and hyphens");
  }

  /** A required text of this form. */
  public String matching(String name, @Nullable String value, Pattern form, String message) {
    if (value == null) {
      note(name, "required", "is required");
      return "";
    }
    if (!form.matcher(value).matches() || CardNumbers.foundIn(value)) {
      note(name, "malformed", message);
      return "";
    }
    return value;
  }

  /** A required element of this set. */
  public String oneOf(String name, @Nullable String value, Set<String> known) {
    if (value == null) {
      note(name, "required", "is required");
      return "";
    }
    if (!known.contains(value)) {
      note(name, "undeclared-value", "must be a declared value");
      return "";
    }
    return value;
  }

  /** A required country, ISO 3166-1 alpha-2. */
  public String country(String name, @Nullable String value) {
    if (value == null || !COUNTRIES.contains(value)) {
      note(name, "unknown-country", "must be a country of ISO 3166-1, two capital letters");
      return "";
    }
    return value;
  }

  /** A required language tag, BCP 47. */
  public String language(String name, @Nullable String value) {
    try {
      if (value != null && value.length() <= 35 && !value.isEmpty()) {
        return new Locale.Builder().setLanguageTag(value).build().toLanguageTag();
      }
    } catch (IllformedLocaleException notATag) {
      // noted below
    }
    note(name, "unknown-language", "must be a language tag of BCP 47");
    return "";
  }

  /** A required time zone of the IANA database. */
  public String timeZone(String name, @Nullable String value) {
    if (value == null || !TIME_ZONES.contains(value)) {
      note(name, "unknown-time-zone", "must be a time zone of the IANA database");
      return "";
    }
    return value;
  }

  /** An instant, RFC 3339, if there is one. */
  public @Nullable Instant instantIfAny(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
        return instant;
      }
    } catch (DateTimeException notATime) {
      // noted below
    }
    note(name, "malformed-time", "must be a time of RFC 3339 between 1900 and 2200");
    return null;
  }
}
