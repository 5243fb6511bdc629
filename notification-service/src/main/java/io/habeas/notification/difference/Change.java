package io.habeas.notification.difference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a piece of text. */
public enum Change {
  /** It is in both. */
  KEPT,
  /** It is in the new one alone. */
  ADDED,
  /** It is in the old one alone. */
  REMOVED;

  /** As the API writes it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
