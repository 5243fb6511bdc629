package io.habeas.notification.message;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody asks for.
 *
 * @param id UUIDv7; the same again asks for nothing new
 * @param channel {@code email} unless said otherwise
 * @param causedBy what made somebody ask, for people: no personal data
 * @param caseId the case that it is part of
 * @param inReplyTo the Message-ID of the mail that it answers
 * @param requestedBy who asks, as {@code Caller.id()}
 */
public record NewMessage(
    UUID id,
    String template,
    UUID subjectId,
    Map<String, ?> fields,
    String channel,
    @Nullable String causedBy,
    @Nullable UUID caseId,
    @Nullable String inReplyTo,
    String requestedBy) {

  /** Of this service's own accord, by mail. */
  public static NewMessage own(
      UUID id, String template, UUID subjectId, Map<String, ?> fields, String causedBy) {
    return new NewMessage(
        id, template, subjectId, fields, "email", causedBy, null, null, "notification-service");
  }

  /** What it says stays out of logs. */
  @Override
  public String toString() {
    return "NewMessage[" + id + "]";
  }
}
