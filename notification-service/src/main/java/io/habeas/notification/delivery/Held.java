package io.habeas.notification.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that somebody was given, and has not told of yet.
 *
 * @param claim of this delivery alone
 * @param language of what they were given
 * @param contactPointId where it goes
 */
public record Held(Claim claim, @Nullable String language, @Nullable UUID contactPointId) {
  /** The delivery. */
  public Claim.Claimed delivery() {
    return claim.deliveries().getFirst();
  }
}
