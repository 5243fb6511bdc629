package io.habeas.notification.carrier;

import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.rendering.Conversation;
import io.habeas.notification.template.Written;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to leave.
 *
 * @param id what its sender knows it by
 * @param messageId the same at each attempt, as RFC 5322 writes it
 * @param optional whether people can switch it off
 * @param conversation what it belongs to, if it is part of one
 */
public record Parcel(
    UUID id,
    UUID subjectId,
    String messageId,
    Recipient.Reachable to,
    Written text,
    String purpose,
    boolean optional,
    @Nullable Conversation conversation) {
  /** What it says and to whom stays out of logs. */
  @Override
  public String toString() {
    return "Parcel[" + id + "]";
  }
}
