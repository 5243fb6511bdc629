package io.habeas.notification.policy;

import io.habeas.notification.section.Section;
import io.habeas.notification.section.Sections;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Section tags at the edge: as they are written, and whether what they name is there. */
final class SectionTags {
  private SectionTags() {}

  static @Nullable Map<String, List<Tag>> parse(@Nullable Map<String, List<String>> written) {
    if (written == null) {
      return null;
    }
    Map<String, List<Tag>> tags = new LinkedHashMap<>();
    written.forEach(
        (section, list) -> {
          List<Tag> parsed =
              list.stream().distinct().map(tag -> parse(section, tag)).sorted().toList();
          if (!parsed.isEmpty()) {
            tags.put(section, parsed);
          }
        });
    return tags;
  }

  private static Tag parse(String section, String written) {
    return Tag.parse(written)
        .orElseThrow(() -> new Invalid("sections." + section, written + " is no tag"));
  }

  /** Refuses tags on a section that some language does not have: nobody would be shown it. */
  static void requireThere(PolicyVersion version) {
    for (PolicyText text : version.texts()) {
      Set<String> there =
          Sections.of(text.markdown()).stream().map(Section::id).collect(Collectors.toSet());
      for (String section : version.sections().keySet()) {
        if (!there.contains(section)) {
          throw new Invalid(
              "sections." + section, "is no section of the text in " + text.language());
        }
      }
    }
  }
}
