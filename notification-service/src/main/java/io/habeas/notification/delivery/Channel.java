package io.habeas.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** By what somebody is told. */
@Schema(enumeration = {"email", "sms", "telephone", "automated-call"})
public enum Channel {
  EMAIL,
  SMS,
  TELEPHONE,
  AUTOMATED_CALL;

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As consent- and subject-service call it: theirs is the telephone, ours the call. */
  public String asAsked() {
    return this == TELEPHONE ? "phone" : slug();
  }

  /** The channel of that name. */
  public static Channel of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
