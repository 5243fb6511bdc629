package io.habeas.subject.screening;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Screens what people type. Any script, bidirectional marks and look-alike letters are somebody's
 * name and pass; control characters, lone surrogates and card numbers do not.
 */
public final class FreeText {

  private static final int MOST_DIGITS = 15;
  private static final int LARGEST_EXPONENT = 99;

  private FreeText() {}

  /** Why this text on one line is refused, if it is. */
  public static Optional<Refusal> refusalOf(String text) {
    return refusalOf(text, false);
  }

  /** Why something in this document is refused, if it is; its texts may have several lines. */
  public static Optional<Refusal> refusalOf(JsonNode document) {
    if (document.isTextual()) {
      return refusalOf(document.textValue(), true);
    }
    if (document.isNumber()) {
      return refusalOfNumber(document);
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = document.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      Optional<Refusal> refusal = refusalOf(field.getKey()).or(() -> refusalOf(field.getValue()));
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return document.isArray() ? refusalOfElements(document) : Optional.empty();
  }

  private static Optional<Refusal> refusalOfElements(JsonNode array) {
    for (JsonNode element : array) {
      Optional<Refusal> refusal = refusalOf(element);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusalOf(String text, boolean multiline) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (Character.isISOControl(letter) && !(multiline && isLayout(letter))) {
        return Optional.of(Refusal.CONTROL_CHARACTER);
      }
      if (Character.isSurrogate(letter)) {
        boolean pair =
            Character.isHighSurrogate(letter)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return Optional.of(Refusal.NOT_UNICODE);
        }
        i++;
      }
    }
    return CardNumbers.foundIn(text) ? Optional.of(Refusal.CARD_NUMBER) : Optional.empty();
  }

  private static boolean isLayout(char letter) {
    return letter == '\n' || letter == '\r' || letter == '\t';
  }

  /** A number that any reader, JavaScript included, reads back as it was; and that is no card. */
  private static Optional<Refusal> refusalOfNumber(JsonNode number) {
    if (number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())) {
      return Optional.of(Refusal.HUGE_NUMBER);
    }
    BigDecimal value = number.decimalValue();
    BigDecimal shortest = value.stripTrailingZeros();
    if (isCard(value) || isCard(shortest)) {
      return Optional.of(Refusal.CARD_NUMBER);
    }
    boolean huge =
        shortest.precision() > MOST_DIGITS
            || Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT;
    return huge ? Optional.of(Refusal.HUGE_NUMBER) : Optional.empty();
  }

  private static boolean isCard(BigDecimal value) {
    return CardNumbers.foundIn(value.unscaledValue().abs().toString());
  }
}
