package io.habeas.notification.binding;

import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.SubjectDelivery;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which version bound somebody, and by what.
 *
 * @param by {@code sign-up}: they came after it was announced; {@code notice}: the relay took their
 *     mail; {@code posting}: the page told them; {@code in-force}: nothing more is known
 * @param campaignId of the notice, if there was one
 */
public record BindingView(
    String document,
    UUID subjectId,
    Instant on,
    String version,
    String textHash,
    Instant inForceAt,
    String by,
    @Nullable UUID campaignId,
    @Nullable Instant noticeAcceptedAt) {

  static BindingView of(
      UUID subject,
      Instant on,
      PolicyVersion version,
      Optional<Instant> since,
      Optional<SubjectDelivery> notice) {
    return new BindingView(
        version.document(),
        subject,
        on,
        version.label(),
        Objects.requireNonNull(version.textHash()),
        Objects.requireNonNull(version.inForceAt()),
        by(version, since, notice),
        notice.map(SubjectDelivery::campaignId).orElse(null),
        notice.map(SubjectDelivery::acceptedAt).orElse(null));
  }

  private static String by(
      PolicyVersion version, Optional<Instant> since, Optional<SubjectDelivery> notice) {
    if (notice.isPresent()) {
      return notice.get().state() == DeliveryState.ACCEPTED ? "notice" : "posting";
    }
    Instant announced = Objects.requireNonNull(version.announcedAt());
    return since.filter(at -> !at.isBefore(announced)).isPresent() ? "sign-up" : "in-force";
  }
}
