package io.habeas.notification.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version as the API shows it, without its texts. */
public record VersionView(
    String document,
    String label,
    VersionState state,
    boolean material,
    Map<String, List<String>> changes,
    List<String> languages,
    @Nullable String textHash,
    @Nullable Instant announcedAt,
    @Nullable Instant effectiveAt,
    @Nullable Instant inForceAt,
    @Nullable Instant supersededAt) {

  /** The version, seen from outside. */
  public static VersionView of(PolicyVersion version) {
    return new VersionView(
        version.document(),
        version.label(),
        version.state(),
        version.material(),
        version.changes(),
        version.texts().stream().map(PolicyText::language).toList(),
        version.textHash(),
        version.announcedAt(),
        version.effectiveAt(),
        version.inForceAt(),
        version.supersededAt());
  }
}
