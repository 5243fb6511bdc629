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

  /** As the API, the database and consent-service write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The channel of that name. */
  public static Channel of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
