package io.habeas.notification.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a document is. Several of a kind may exist, one for each brand. */
public enum DocumentKind {
  /** What is done with personal data. */
  PRIVACY,
  /** Cookies and similar technologies. */
  COOKIE,
  /** The terms of service. */
  TERMS,
  /** GDPR, Article 28(3): what we do as a customer's processor. */
  DATA_PROCESSING_AGREEMENT,
  /** GDPR, Article 28(2): whom we engage. Every change of it is a change of recipients. */
  SUB_PROCESSOR_LIST;

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name. */
  @JsonCreator
  public static DocumentKind of(String slug) {
    for (DocumentKind kind : values()) {
      if (kind.slug().equals(slug)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of document");
  }
}
