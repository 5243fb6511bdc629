package io.habeas.notification.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claimed message.
 *
 * @param dueAt security time: from when it may be claimed again, where it may
 * @param acceptedAt business time, where the other side took it
 * @param counts whether this was an attempt, or only a wait
 */
record Settlement(
    int bucket,
    UUID id,
    UUID subjectId,
    MessageState state,
    Instant dueAt,
    @Nullable String reason,
    @Nullable String language,
    @Nullable String reference,
    @Nullable Instant acceptedAt,
    UUID entryId,
    boolean counts) {

  boolean isAccepted() {
    return state == MessageState.ACCEPTED;
  }
}
