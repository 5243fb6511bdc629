package io.habeas.subject.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whose account it is. An organisation is no data subject; its people are. */
public enum Kind {
  @JsonProperty("person")
  PERSON,
  @JsonProperty("organisation")
  ORGANISATION;

  /** The name in the API and in the database. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
