package io.habeas.disclosure.processor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The categories of recipients that the policy names. */
public enum Category {
  CARD_PROCESSING,
  ADVERTISING,
  CONTESTS_AND_SURVEYS,
  ANALYTICS,
  EMAIL_DELIVERY,
  CRM,
  AFFILIATE,
  HOSTING;

  /** As API and database name it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Category of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
