package io.habeas.consent.preference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The way by which a choice reached us. */
public enum Via {
  CLIENT_AREA,
  CHAT,
  PHONE,
  TICKET,
  EMAIL,
  SIGN_UP,
  IMPORT,
  UNSUBSCRIBE;

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Via of(String label) {
    return Arrays.stream(values())
        .filter(via -> via.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("unknown way " + label));
  }
}
