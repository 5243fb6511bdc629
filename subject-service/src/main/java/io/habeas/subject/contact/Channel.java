package io.habeas.subject.contact;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which channel somebody is to be reached, and what that takes. */
public enum Channel {
  @JsonProperty("email")
  EMAIL(ContactKind.EMAIL, "email"),
  @JsonProperty("sms")
  SMS(ContactKind.PHONE, "sms"),
  @JsonProperty("phone")
  PHONE(ContactKind.PHONE, "phone"),
  @JsonProperty("automated-call")
  AUTOMATED_CALL(ContactKind.PHONE, "automated-call"),
  @JsonProperty("postal")
  POSTAL(ContactKind.POSTAL, "postal");

  private final ContactKind kind;
  private final String slug;

  Channel(ContactKind kind, String slug) {
    this.kind = kind;
    this.slug = slug;
  }

  ContactKind kind() {
    return kind;
  }

  String slug() {
    return slug;
  }
}
