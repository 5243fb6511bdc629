package io.habeas.notification.message;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param id UUIDv7
 * @param version of the template
 * @param fields the values that are not sealed
 * @param sealed the others, encrypted; null when there are none any more
 * @param caseId the case that it is part of
 * @param causedBy what made somebody ask for it, for people: an event, a request
 * @param requestedBy who asked, as {@code Caller.id()}
 * @param attempt how often it was claimed
 * @param losses how often a sender was lost with it in its hands
 * @param reason a short code for people, never what a server said
 * @param reference what the other side knows it by
 * @param createdAt business time, as the other times
 */
public record Message(
    int bucket,
    UUID id,
    UUID subjectId,
    String template,
    int version,
    String purpose,
    String channel,
    Map<String, Object> fields,
    byte @Nullable [] sealed,
    @Nullable UUID caseId,
    @Nullable String causedBy,
    String requestedBy,
    MessageState state,
    int attempt,
    int losses,
    @Nullable String reason,
    @Nullable String language,
    @Nullable String reference,
    Instant createdAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant deliveredAt) {
  /** What it says stays out of logs. */
  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
