package io.habeas.notification.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as the API shows it, without its texts.
 *
 * @param sections whom sections concern: tags by the section's id; one without concerns everybody
 * @param notMaterial why its change is called not material; of a draft, what one person proposes
 * @param correction why it was taken back or put off
 * @param effectiveAt of what was put off, the date before which it does not come
 */
public record VersionView(
    String document,
    String label,
    VersionState state,
    boolean material,
    Map<String, List<String>> changes,
    Map<String, List<String>> sections,
    List<String> languages,
    @Nullable NotMaterialView notMaterial,
    @Nullable CorrectionView correction,
    @Nullable String textHash,
    @Nullable Instant announcedAt,
    @Nullable Instant effectiveAt,
    @Nullable Instant inForceAt,
    @Nullable Instant supersededAt) {

  /** Why, by language, and whether a second person has agreed. */
  public record NotMaterialView(
      Map<String, String> reason,
      boolean approved,
      Instant proposedAt,
      @Nullable Instant approvedAt) {}

  /** Why, by language, and which date does not hold any more. */
  public record CorrectionView(Map<String, String> reason, Instant promisedAt, Instant at) {}

  /** The version, seen from outside. */
  public static VersionView of(PolicyVersion version) {
    return new VersionView(
        version.document(),
        version.label(),
        version.state(),
        version.material(),
        version.changes(),
        PolicyVersion.written(version.sections()),
        version.texts().stream().map(PolicyText::language).toList(),
        notMaterial(version.notMaterial()),
        correction(version.correction()),
        version.textHash(),
        version.announcedAt(),
        version.effectiveAt(),
        version.inForceAt(),
        version.supersededAt());
  }

  private static @Nullable NotMaterialView notMaterial(@Nullable NotMaterial judged) {
    return judged == null
        ? null
        : new NotMaterialView(
            judged.reason(), judged.isApproved(), judged.proposedAt(), judged.approvedAt());
  }

  private static @Nullable CorrectionView correction(@Nullable Correction corrected) {
    return corrected == null
        ? null
        : new CorrectionView(corrected.reason(), corrected.promisedAt(), corrected.at());
  }
}
