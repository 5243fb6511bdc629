package io.habeas.notification.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as the API shows it.
 *
 * @param inForce the label that binds now
 * @param kind what it is
 * @param announced the labels that everybody is being told of
 */
public record PolicyView(
    String document,
    String title,
    DocumentKind kind,
    Instant createdAt,
    @Nullable String inForce,
    List<String> announced,
    List<VersionView> versions) {

  static PolicyView of(PolicyDocument document, List<PolicyVersion> versions, boolean drafts) {
    List<PolicyVersion> shown =
        versions.stream().filter(v -> drafts || v.state() != VersionState.DRAFT).toList();
    return new PolicyView(
        document.slug(),
        document.title(),
        document.kind(),
        document.createdAt(),
        labels(shown, VersionState.IN_FORCE).stream().findFirst().orElse(null),
        labels(shown, VersionState.ANNOUNCED),
        shown.stream().map(VersionView::of).toList());
  }

  private static List<String> labels(List<PolicyVersion> versions, VersionState state) {
    return versions.stream().filter(v -> v.state() == state).map(PolicyVersion::label).toList();
  }
}
