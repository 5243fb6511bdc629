package io.habeas.notification.policy;

import io.habeas.notification.section.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a change material whatever anybody calls it: other purposes, recipients, countries,
 * retention or rights, by the draft's own words or by the tags of the sections that say something
 * else than before.
 */
final class Materiality {
  private static final Set<String> FORCING =
      Set.of("purposes", "recipients", "countries", "retention", "rights");

  private Materiality() {}

  /** Each thing that makes it material; none if two people may call it otherwise. */
  static List<String> forced(PolicyVersion next, PolicyVersion binding, DocumentKind kind) {
    Set<String> forced = new TreeSet<>();
    next.changes()
        .forEach(
            (what, which) -> {
              String name = what.strip().toLowerCase(Locale.ROOT);
              if (FORCING.contains(name) && !which.isEmpty()) {
                forced.add("changes:" + name);
              }
            });
    ChangedSections changed = ChangedSections.between(binding, next);
    changed
        .declared()
        .forEach(
            (section, tags) -> {
              for (Tag tag : tags) {
                if (tag.kind() == Tag.Kind.PROCESSOR || tag.kind() == Tag.Kind.COUNTRY) {
                  forced.add("section:" + section + " " + tag);
                }
              }
            });
    if (kind == DocumentKind.SUB_PROCESSOR_LIST && !changed.ids().isEmpty()) {
      forced.add("kind:" + kind.slug());
    }
    return new ArrayList<>(forced);
  }
}
