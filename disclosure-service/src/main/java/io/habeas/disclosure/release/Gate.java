package io.habeas.disclosure.release;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The gates in the order in which they are passed, each with what a partner may know of it. */
public enum Gate {
  /** The partner is known and live. */
  PARTNER("agreement"),
  /** An agreement is in force. */
  AGREEMENT("agreement"),
  /** Purpose and fields are in it. */
  SCOPE("agreement"),
  /** The subject is known and neither erased nor restricted. */
  SUBJECT("subject-choice"),
  /** The consent decision for sharing. */
  CONSENT("subject-choice"),
  /** The transfer to the partner's country has a basis. */
  TRANSFER("transfer"),
  /** All passed. */
  RELEASED("released");

  private final String coarse;

  Gate(String coarse) {
    this.coarse = coarse;
  }

  /** What a partner is told. */
  String coarse() {
    return coarse;
  }

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
