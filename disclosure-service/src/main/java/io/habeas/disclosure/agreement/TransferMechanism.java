package io.habeas.disclosure.agreement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an agreement gives a transfer to a country without adequate protection, GDPR ch. V. */
public enum TransferMechanism {
  /** Nothing. */
  NONE,
  /** Standard contractual clauses, Art. 46(2)(c). */
  SCC,
  /** Binding corporate rules, Art. 47. */
  BCR,
  /** A derogation for this situation, Art. 49. */
  DEROGATION;

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TransferMechanism of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
