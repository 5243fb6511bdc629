package io.habeas.notification.concern;

import io.habeas.notification.difference.BlockDifference;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a change concerns one person.
 *
 * @param from the version that it changes; null where nothing bound before
 * @param summary what changes, for everybody, in a few sentences
 * @param sections the changed sections that concern this person, in the order of the text
 * @param changed how many sections changed in all
 */
public record ConcernView(
    String document,
    String version,
    @Nullable String from,
    String language,
    String title,
    String summary,
    @Nullable Instant effectiveAt,
    List<ConcernedSection> sections,
    int changed) {

  /**
   * A changed section.
   *
   * @param everybody whether it concerns everybody
   * @param why the tags by which it concerns this person
   * @param blocks what changed in it
   */
  public record ConcernedSection(
      String id, String title, boolean everybody, List<String> why, List<BlockDifference> blocks) {}

  static ConcernView of(
      PolicyVersion version,
      PolicyVersion from,
      PolicyText text,
      List<ConcernedSection> sections,
      int changed) {
    return new ConcernView(
        version.document(),
        version.label(),
        from.label(),
        text.language(),
        text.title(),
        text.summary(),
        version.effectiveAt(),
        sections,
        changed);
  }

  static ConcernView nothing(PolicyVersion version, PolicyText text) {
    return new ConcernView(
        version.document(),
        version.label(),
        null,
        text.language(),
        text.title(),
        text.summary(),
        version.effectiveAt(),
        List.of(),
        0);
  }
}
