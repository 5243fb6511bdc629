package io.habeas.notification.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as the API shows it: never what it says beyond its template.
 *
 * @param reason a short code: of the relay, of the rule that forbids it, of what failed
 * @param causedBy what made somebody ask for it
 * @param requestedBy who asked; not shown to the subject
 */
public record MessageView(
    UUID id,
    UUID subjectId,
    String template,
    int version,
    String purpose,
    String channel,
    MessageState state,
    int attempt,
    @Nullable String reason,
    @Nullable String language,
    @Nullable UUID caseId,
    @Nullable String causedBy,
    @Nullable String requestedBy,
    Instant createdAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant deliveredAt) {

  static MessageView of(Message message) {
    return of(message, message.causedBy(), message.requestedBy());
  }

  /** As the subject sees it. */
  static MessageView forSubject(Message message) {
    return of(message, null, null);
  }

  private static MessageView of(
      Message message, @Nullable String causedBy, @Nullable String requestedBy) {
    return new MessageView(
        message.id(),
        message.subjectId(),
        message.template(),
        message.version(),
        message.purpose(),
        message.channel(),
        message.state(),
        message.attempt(),
        message.reason(),
        message.language(),
        message.caseId(),
        causedBy,
        requestedBy,
        message.createdAt(),
        message.acceptedAt(),
        message.deliveredAt());
  }
}
