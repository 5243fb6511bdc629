package io.habeas.notification.campaign;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * What the witness knows of campaigns is in the rows, even if the database was restored from a
 * backup: who was told, and what came back since. Each is taken over once in the life of this
 * process.
 */
public interface CaughtUp {

  /** All campaigns are caught up with; fails where one could not be. */
  Uni<Void> all();

  /** Those of a version are; fails, as a peer that does not answer, where one could not be. */
  Uni<Void> of(UUID versionId);
}
