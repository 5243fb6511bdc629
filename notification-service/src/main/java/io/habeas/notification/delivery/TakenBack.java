package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of which a bounce came.
 *
 * @param tooLate whether the version binds already, so that the acceptance stands
 * @param acceptedAt when the relay took it
 * @param entryId the ledger's entry of that
 * @param contactPointId where it went
 * @param followedBy which channel takes over
 */
public record TakenBack(
    boolean tooLate,
    @Nullable Instant acceptedAt,
    @Nullable UUID entryId,
    @Nullable UUID contactPointId,
    @Nullable Channel followedBy) {

  TakenBack followed(@Nullable Channel by) {
    return new TakenBack(tooLate, acceptedAt, entryId, contactPointId, by);
  }
}
