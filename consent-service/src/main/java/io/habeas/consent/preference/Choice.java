package io.habeas.consent.preference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person chose; where nothing was chosen there is no choice to read. */
public enum Choice {
  /** Consent given, or an objection taken back. */
  GRANTED,
  /** Consent refused or withdrawn, or an objection. */
  DENIED;

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Choice of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
