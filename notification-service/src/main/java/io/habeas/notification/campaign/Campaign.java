package io.habeas.notification.campaign;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Correction;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The telling of one announced version, or of what became of it. Its states change here and nowhere
 * else.
 *
 * @param correction of a corrected notice: what had been said, and why it does not hold
 * @param audience whom it is for; of a corrected notice, those of them who may have had the first
 * @param channels by what people are told, the next one where the one before fails for good
 * @param audienceComplete whether the snapshot of those affected is whole
 */
public record Campaign(
    UUID id,
    UUID versionId,
    String document,
    String label,
    CampaignKind kind,
    @Nullable Correction correction,
    Audience audience,
    CampaignState state,
    List<Channel> channels,
    boolean audienceComplete,
    Instant announcedAt,
    Instant effectiveAt,
    @Nullable Instant completedAt) {

  /** The campaign that tells of a version that was just announced. */
  public static Campaign notice(
      UUID id, PolicyVersion announced, Audience audience, List<Channel> channels) {
    return started(
        id,
        announced,
        CampaignKind.NOTICE,
        audience,
        channels,
        Objects.requireNonNull(announced.announcedAt()));
  }

  /** The campaign that takes back what was told of a version. */
  public static Campaign correction(
      UUID id, PolicyVersion corrected, CampaignKind kind, List<Channel> channels) {
    return started(
        id,
        corrected,
        kind,
        Audience.EVERYBODY,
        channels,
        Objects.requireNonNull(corrected.correction()).at());
  }

  private static Campaign started(
      UUID id,
      PolicyVersion version,
      CampaignKind kind,
      Audience audience,
      List<Channel> channels,
      Instant at) {
    return new Campaign(
        id,
        version.id(),
        version.document(),
        version.label(),
        kind,
        kind.corrects() ? version.correction() : null,
        audience,
        CampaignState.RUNNING,
        channels,
        false,
        at,
        Objects.requireNonNull(version.effectiveAt()),
        null);
  }

  /** The last moment at which a notice is still thirty days ahead of the date. */
  public Instant lastLawfulMoment() {
    return effectiveAt.minus(PolicyVersion.NOTICE);
  }

  Campaign pause() {
    requireState(CampaignState.RUNNING, "paused");
    return in(CampaignState.PAUSED, null);
  }

  Campaign resume() {
    requireState(CampaignState.PAUSED, "resumed");
    return in(CampaignState.RUNNING, null);
  }

  Campaign complete(Instant now) {
    requireState(CampaignState.RUNNING, "completed");
    return in(CampaignState.COMPLETED, now);
  }

  /** Nothing more is sent, and it counts for nothing: what it told was taken back. */
  public Campaign cancel() {
    if (state == CampaignState.CANCELLED) {
      throw new NotificationFailure.WrongState("cancelled", state.slug());
    }
    return in(CampaignState.CANCELLED, completedAt);
  }

  /** More is to be sent after all: a late bounce has planned another channel. */
  Campaign reopen() {
    requireState(CampaignState.COMPLETED, "reopened");
    return in(CampaignState.RUNNING, null);
  }

  private void requireState(CampaignState wanted, String what) {
    if (state != wanted) {
      throw new NotificationFailure.WrongState(what, state.slug());
    }
  }

  private Campaign in(CampaignState next, @Nullable Instant completed) {
    return new Campaign(
        id,
        versionId,
        document,
        label,
        kind,
        correction,
        audience,
        next,
        channels,
        audienceComplete,
        announcedAt,
        effectiveAt,
        completed);
  }
}
