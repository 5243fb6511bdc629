package io.habeas.notification.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sections of a text in its order; their Markdown, put together, is the text. */
public final class Sections {
  private Sections() {}

  /** Cuts a text at its headings. */
  public static List<Section> of(String markdown) {
    List<Section> sections = new ArrayList<>();
    Blocks.Block heading = null;
    StringBuilder part = new StringBuilder();
    for (Blocks.Block block : Blocks.of(markdown)) {
      if (block.kind() == Blocks.Kind.HEADING) {
        add(sections, heading, part);
        heading = block;
      }
      part.append(block.text());
    }
    add(sections, heading, part);
    return List.copyOf(sections);
  }

  private static void add(
      List<Section> sections, Blocks.@Nullable Block heading, StringBuilder part) {
    if (heading != null) {
      sections.add(
          new Section(heading.section(), heading.title(), heading.level(), part.toString()));
    } else if (!part.isEmpty()) {
      sections.add(new Section("", "", 0, part.toString()));
    }
    part.setLength(0);
  }

  /**
   * The sections that say something else than before, in the order of the later text, those that
   * went last. How it is spaced, where it stands and what it is called says nothing.
   */
  public static Set<String> changed(String before, String after) {
    Map<String, String> old = words(before);
    Map<String, String> now = words(after);
    Set<String> changed = new LinkedHashSet<>();
    now.forEach(
        (id, words) -> {
          if (!Objects.equals(words, old.get(id))) {
            changed.add(id);
          }
        });
    old.keySet().stream().filter(id -> !now.containsKey(id)).forEach(changed::add);
    return changed;
  }

  private static Map<String, String> words(String markdown) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Section section : of(markdown)) {
      if (!section.words().isEmpty()) {
        words.put(section.id(), section.words());
      }
    }
    return words;
  }
}
