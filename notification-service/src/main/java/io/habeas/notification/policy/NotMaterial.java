package io.habeas.notification.policy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a change is called not material: one proposes, another approves, everybody may read it.
 *
 * @param reason by language, as it is published
 * @param base the version that binds and against which the change was judged
 * @param approvedBy somebody else; null until they have
 */
public record NotMaterial(
    Map<String, String> reason,
    UUID base,
    String proposedBy,
    Instant proposedAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt) {

  static NotMaterial proposed(Map<String, String> reason, UUID base, String by, Instant now) {
    return new NotMaterial(reason, base, by, now, null, null);
  }

  NotMaterial approved(String by, Instant now) {
    return new NotMaterial(reason, base, proposedBy, proposedAt, by, now);
  }

  /** Whether a second person has agreed. */
  public boolean isApproved() {
    return approvedBy != null;
  }
}
