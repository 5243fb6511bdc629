package io.habeas.notification.binding;

import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.SubjectDelivery;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which version bound somebody, and by what.
 *
 * @param by {@code sign-up}: they came after it was announced; {@code notice}: they were told, by
 *     mail or another channel; {@code posting}: the page told them; {@code not-concerned}: the
 *     change did not concern them, so they were not told; {@code in-force}: nothing more is known
 * @param campaignId of the notice, if there was one
 * @param noticeBouncedAt when it came back, if it did: after the version was in force that is told
 *     and undoes nothing
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
    @Nullable Instant noticeAcceptedAt,
    @Nullable Instant noticeBouncedAt) {

  static BindingView of(
      UUID subject,
      Instant on,
      PolicyVersion version,
      Optional<Instant> since,
      Bindings.Heard heard) {
    List<SubjectDelivery> notices = heard.notices();
    Optional<SubjectDelivery> told =
        notices.stream().filter(each -> told(each, version)).findFirst();
    Optional<SubjectDelivery> notice = told.or(() -> notices.stream().findFirst());
    return new BindingView(
        version.document(),
        subject,
        on,
        version.label(),
        Objects.requireNonNull(version.textHash()),
        Objects.requireNonNull(version.inForceAt()),
        told.isPresent() ? "notice" : by(version, since, heard),
        notice.map(SubjectDelivery::campaignId).orElse(null),
        notice.map(each -> each.times().accepted()).orElse(null),
        notice.map(each -> each.times().bounced()).orElse(null));
  }

  /** A bounce that came when the version was in force already undoes no history. */
  private static boolean told(SubjectDelivery notice, PolicyVersion version) {
    Instant bounced = notice.times().bounced();
    return notice.state() == DeliveryState.ACCEPTED
        || (notice.times().accepted() != null
            && bounced != null
            && !bounced.isBefore(Objects.requireNonNull(version.inForceAt())));
  }

  private static String by(PolicyVersion version, Optional<Instant> since, Bindings.Heard heard) {
    if (!heard.notices().isEmpty()) {
      return "posting";
    }
    Instant announced = Objects.requireNonNull(version.announcedAt());
    if (since.filter(at -> !at.isBefore(announced)).isPresent()) {
      return "sign-up";
    }
    if (!version.material()) {
      return "posting";
    }
    return heard.toldEverybody() ? "in-force" : "not-concerned";
  }
}
