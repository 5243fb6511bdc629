package io.habeas.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may be in the suite; each is a realm role of the same name in lower case. */
public enum Role {
  /** A data subject with an account; reaches only the subject that the token names. */
  CUSTOMER,
  /** An agent on phone, live chat or tickets. */
  SUPPORT,
  /** The data protection officer and team. */
  DPO,
  /** Lawyers. */
  LEGAL,
  /** Owners of campaigns. */
  MARKETING,
  /** Reads records of what was done, changes nothing. */
  AUDITOR;

  /** The role as tokens name it. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> fromClaim(String claim) {
    return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
  }
}
