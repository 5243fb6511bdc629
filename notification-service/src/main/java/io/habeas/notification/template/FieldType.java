package io.habeas.notification.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a field may hold. All but the sealed ones are too narrow for anything personal; what those
 * hold is encrypted until the message is sent, and gone then.
 */
public enum FieldType {
  /** A whole number. */
  NUMBER,
  /** A day, {@code 2026-12-24}; shown as the language writes it. */
  DATE,
  /** A number or name of ours: a request, a ticket, an invoice. */
  REFERENCE,
  /** One word of a list, {@code phone}; shown as the template's words say. */
  WORD,
  /** Several of them. */
  WORDS,
  /** A path on our own host; shown as the whole address. */
  LINK,
  /** What a person wrote. Sealed. */
  TEXT,
  /** A secret of a few characters. Sealed. */
  CODE;

  private static final long MOST = 1_000_000_000_000L;
  private static final int MOST_WORDS = 20;
  private static final int LONGEST_TEXT = 20_000;
  private static final Pattern REFERENCES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");
  private static final Pattern A_WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern PATHS =
      Pattern.compile("/(?!/)[A-Za-z0-9/_.~%=&#-]{0,200}(?:\\?[A-Za-z0-9/_.~%=&#-]{0,300})?");
  private static final Pattern TEXTS = Pattern.compile("[^\\x00\\p{Cs}\\p{Co}]*");
  private static final Pattern CODES = Pattern.compile("[A-Z0-9-]{4,16}");

  /** As API and database name it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static FieldType of(String slug) {
    return Arrays.stream(values())
        .filter(type -> type.slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of a field"));
  }

  /** Whether its values are kept encrypted, and only until the message is sent. */
  public boolean isSealed() {
    return this == TEXT || this == CODE;
  }

  /** What a value must be, for whoever sent another. */
  public String rule() {
    return switch (this) {
      case NUMBER -> "must be a whole number";
      case DATE -> "must be a date like 2026-12-24";
      case REFERENCE -> "must be a reference of at most 64 letters, digits and . _ / -";
      case WORD -> "must be one lower-case word";
      case WORDS -> "must be a list of at most 20 lower-case words";
      case LINK -> "must be a path on our own host, beginning with one /";
      case TEXT -> "must be text of at most 20,000 characters";
      case CODE -> "must be 4 to 16 capital letters, digits and -";
    };
  }

  /** The value as it is kept, or nothing if it does not fit. */
  Optional<Object> read(Object sent) {
    return switch (this) {
      case NUMBER -> number(sent);
      case DATE -> text(sent).filter(FieldType::isDate).map(date -> date);
      case REFERENCE -> matching(sent, REFERENCES);
      case WORD -> matching(sent, A_WORD);
      case WORDS -> words(sent);
      case LINK -> matching(sent, PATHS);
      case TEXT ->
          text(sent)
              .filter(text -> text.length() <= LONGEST_TEXT && TEXTS.matcher(text).matches())
              .map(text -> text.replace("\r\n", "\n").replace('\r', '\n'));
      case CODE -> matching(sent, CODES);
    };
  }

  private static Optional<Object> number(Object sent) {
    return (sent instanceof Integer || sent instanceof Long)
            && Math.abs(((Number) sent).longValue()) <= MOST
        ? Optional.of(((Number) sent).longValue())
        : Optional.empty();
  }

  private static Optional<Object> matching(Object sent, Pattern pattern) {
    return text(sent).filter(text -> pattern.matcher(text).matches()).map(text -> text);
  }

  private static Optional<Object> words(Object sent) {
    if (!(sent instanceof List<?> list) || list.isEmpty() || list.size() > MOST_WORDS) {
      return Optional.empty();
    }
    boolean all = list.stream().allMatch(each -> matching(each, A_WORD).isPresent());
    return all ? Optional.of(List.copyOf(list)) : Optional.empty();
  }

  private static Optional<String> text(Object sent) {
    return sent instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() >= 1900 && LocalDate.parse(text).getYear() < 3000;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
