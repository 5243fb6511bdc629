package io.habeas.subject.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The kinds of contact points. */
public enum ContactKind {
  @JsonProperty("email")
  EMAIL,
  @JsonProperty("phone")
  PHONE,
  @JsonProperty("postal")
  POSTAL;

  /** The name in the API and in the database. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ContactKind of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
