package io.habeas.notification.announcement;

import io.habeas.notification.NotificationFailure;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.policy.ChangedSections;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.section.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a change must be told: whomever one of the changed sections' tags concerns, and everybody as
 * soon as one of them has none.
 */
final class Demand {
  private Demand() {}

  /**
   * The audience of a version that is announced.
   *
   * @param binding the version that it changes; null where none binds
   * @param narrowing brands, products and regions that somebody wants to limit it to; refused
   *     unless every changed section is limited to them
   */
  static Audience of(
      PolicyVersion next, @Nullable PolicyVersion binding, @Nullable Set<Tag> narrowing) {
    if (binding == null) {
      requireNone(narrowing);
      return Audience.EVERYBODY;
    }
    ChangedSections changed = ChangedSections.between(binding, next);
    if (narrowing != null) {
      requireLimited(changed, narrowing);
      return Audience.of(narrowing, true);
    }
    return changed.concernsEverybody() ? Audience.EVERYBODY : Audience.of(changed.allTags(), false);
  }

  private static void requireLimited(ChangedSections changed, Set<Tag> narrowing) {
    List<String> wider =
        changed.concerned().entrySet().stream()
            .filter(each -> each.getValue().isEmpty() || !narrowing.containsAll(each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!wider.isEmpty() || changed.ids().isEmpty()) {
      throw new NotificationFailure.AudienceTooNarrow(wider);
    }
  }

  private static void requireNone(@Nullable Set<Tag> narrowing) {
    if (narrowing != null) {
      throw new NotificationFailure.AudienceTooNarrow(List.of());
    }
  }
}
