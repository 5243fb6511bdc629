package io.habeas.consent.purpose;

import com.fasterxml.jackson.annotation.JsonProperty;

/** GDPR Art. 6(1), as far as a purpose of this registry rests on it. */
public enum LegalBasis {
  /** (a): off until the person turns it on. */
  @JsonProperty("consent")
  CONSENT,
  /** (b): part of what was bought; nothing to choose. */
  @JsonProperty("contract")
  CONTRACT,
  /** (c): the law demands it; nothing to choose. */
  @JsonProperty("legal-obligation")
  LEGAL_OBLIGATION,
  /** (f): on until the person objects, Art. 21. */
  @JsonProperty("legitimate-interest")
  LEGITIMATE_INTEREST;

  /** Whether the person has a switch. */
  public boolean isChoice() {
    return this == CONSENT || this == LEGITIMATE_INTEREST;
  }

  /** As the API names it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
