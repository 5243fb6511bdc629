package io.habeas.notification.policy;

import io.habeas.notification.section.Section;
import io.habeas.notification.section.Sections;
import io.habeas.notification.section.Tag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sections of a version that say something else than those of the one before, and whom each
 * concerns: the tags that it has and those that it had, so that dropping or adding a tag hides
 * nobody.
 *
 * @param concerned by section; no tag means everybody
 * @param declared every tag that the section has or had
 */
public record ChangedSections(Map<String, Set<Tag>> concerned, Map<String, Set<Tag>> declared) {

  /**
   * Compares two versions in every language that both have; where they have none in common,
   * everything has changed.
   */
  public static ChangedSections between(PolicyVersion before, PolicyVersion after) {
    Set<String> oldIds = ids(before);
    Set<String> newIds = ids(after);
    Map<String, Set<Tag>> concerned = new LinkedHashMap<>();
    Map<String, Set<Tag>> declared = new LinkedHashMap<>();
    for (String id : changed(before, after)) {
      List<Tag> had = before.sections().getOrDefault(id, List.of());
      List<Tag> has = after.sections().getOrDefault(id, List.of());
      Set<Tag> both = new TreeSet<>(has);
      both.addAll(had);
      boolean isForAll =
          (oldIds.contains(id) && had.isEmpty()) || (newIds.contains(id) && has.isEmpty());
      concerned.put(id, isForAll ? Set.of() : both);
      declared.put(id, both);
    }
    return new ChangedSections(concerned, declared);
  }

  private static Set<String> changed(PolicyVersion before, PolicyVersion after) {
    Set<String> changed = new LinkedHashSet<>();
    boolean compared = false;
    for (PolicyText text : after.texts()) {
      for (PolicyText old : before.texts()) {
        if (old.language().equalsIgnoreCase(text.language())) {
          compared = true;
          changed.addAll(Sections.changed(old.markdown(), text.markdown()));
        }
      }
    }
    if (!compared) {
      after.texts().forEach(text -> changed.addAll(Sections.changed("", text.markdown())));
    }
    return changed;
  }

  private static Set<String> ids(PolicyVersion version) {
    return version.texts().stream()
        .flatMap(text -> Sections.of(text.markdown()).stream())
        .map(Section::id)
        .collect(Collectors.toSet());
  }

  /** The ids of the changed sections, in the order of the later text. */
  public Set<String> ids() {
    return concerned.keySet();
  }

  /** Whether nobody may be left out: a section for everybody, or no section at all. */
  public boolean concernsEverybody() {
    return concerned.isEmpty() || concerned.values().stream().anyMatch(Set::isEmpty);
  }

  /** All tags that say whom the changed sections concern. */
  public Set<Tag> allTags() {
    Set<Tag> all = new TreeSet<>();
    concerned.values().forEach(all::addAll);
    return all;
  }
}
