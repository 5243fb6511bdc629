package io.habeas.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one notice to one subject. */
public enum DeliveryState {
  /** To be sent. */
  PLANNED,
  /** Claimed by a lane, for as long as its lease holds. */
  SENDING,
  /** Handed to the relay. */
  ACCEPTED,
  /** The relay said: later. */
  DEFERRED,
  /** The relay refused the address for good. */
  BOUNCED,
  /** There is no address to send to, or the channel is denied for good. */
  UNREACHABLE,
  /** Not to be sent: the subject is gone. */
  SUPPRESSED,
  /** Nobody knows whether the relay took it; a legal notice is sent again. */
  IN_DOUBT;

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of that name. */
  public static DeliveryState of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether the channel failed for good. */
  public boolean isFailure() {
    return this == BOUNCED || this == UNREACHABLE;
  }

  /** Whether there is nothing more to do. */
  public boolean isFinal() {
    return switch (this) {
      case PLANNED, SENDING, DEFERRED, IN_DOUBT -> false;
      case ACCEPTED, BOUNCED, UNREACHABLE, SUPPRESSED -> true;
    };
  }
}
