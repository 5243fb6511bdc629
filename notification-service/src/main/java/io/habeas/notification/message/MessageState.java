package io.habeas.notification.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a message is. */
public enum MessageState {
  /** To be sent. */
  QUEUED,
  /** Claimed by a lane, under a lease. */
  SENDING,
  /** The other side took it. */
  ACCEPTED,
  /** The other side said later, or we may not contact this person at this hour. */
  DEFERRED,
  /** The address does not take it. */
  BOUNCED,
  /** There is no address. */
  UNREACHABLE,
  /** We may not contact this person for this purpose. */
  SUPPRESSED,
  /** It failed for reasons of its own: a person decides. */
  QUARANTINED,
  /** A person decided not to send it. */
  DROPPED;

  /** As API and database name it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of an API's or a row's word. */
  @JsonCreator
  public static MessageState of(String slug) {
    return Arrays.stream(values())
        .filter(state -> state.slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state of a message"));
  }

  /** Whether nothing more is done, unless the other side takes its word back. */
  public boolean isFinal() {
    return this != QUEUED && this != SENDING && this != DEFERRED && this != QUARANTINED;
  }

  /** Whether it is worth an entry of the ledger. */
  boolean isRecorded() {
    return isFinal() || this == QUARANTINED;
  }
}
