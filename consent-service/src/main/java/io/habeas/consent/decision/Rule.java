package io.habeas.consent.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The rules in the order in which they are asked; the first that speaks decides. */
public enum Rule {
  /** The subject was erased: nobody is there to contact. */
  ERASED,
  /** The purpose is mandatory: neither restriction nor do-not-contact silences it. */
  MANDATORY,
  /** The subject's data is restricted or quarantined. */
  RESTRICTED,
  /** The subject asked to be left alone. */
  DO_NOT_CONTACT,
  /** The subject objected to what rests on legitimate interest. */
  OBJECTION,
  /** Region and channel ask for consent, and there is none. */
  LEGAL_BASIS,
  /** Consent was refused or withdrawn. */
  PREFERENCE,
  /** Consent was never given. */
  CONSENT_MISSING,
  /** It is night where the subject lives. */
  QUIET_HOURS,
  /** Part of what was bought or of what the law demands. */
  NO_CHOICE,
  /** Consent was given. */
  CONSENT,
  /** Legitimate interest, and no objection. */
  LEGITIMATE_INTEREST;

  /** As the API names it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
