package io.habeas.consent.purpose;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to reach a person, and, beside them, sharing data about the person with a partner. */
public enum Channel {
  EMAIL,
  SMS,
  PHONE,
  AUTOMATED_CALL,
  SHARING;

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The channel of this name, if there is one. */
  public static Optional<Channel> of(String label) {
    return Arrays.stream(values()).filter(channel -> channel.label().equals(label)).findFirst();
  }

  /** Whether it makes a telephone ring or buzz: such contact keeps quiet hours. */
  public boolean isAudible() {
    return this == SMS || this == PHONE || this == AUTOMATED_CALL;
  }
}
