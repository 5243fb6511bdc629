package io.habeas.subject.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a person does in an account. */
public enum MemberRole {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("billing")
  BILLING,
  @JsonProperty("technical")
  TECHNICAL;

  /** The name in the API and in the database. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
