package io.habeas.notification.campaign;

import io.habeas.notification.section.Tag;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whom a campaign is for: everybody whom we hold data about, or whomever one of the tags concerns.
 *
 * @param narrowed whether somebody asked for these tags, rather than the change's own
 */
public record Audience(boolean everybody, SortedSet<Tag> tags, boolean narrowed) {
  /** Everybody. */
  public static final Audience EVERYBODY = new Audience(true, new TreeSet<>(), false);

  /** Whomever one of these concerns. */
  public static Audience of(java.util.Set<Tag> tags, boolean narrowed) {
    return new Audience(false, new TreeSet<>(tags), narrowed);
  }

  /** Values of one kind. */
  public List<String> values(Tag.Kind kind) {
    return tags.stream().filter(tag -> tag.kind() == kind).map(Tag::value).toList();
  }

  /** Whether what was handed to others decides for somebody. */
  public boolean asksDisclosures() {
    return tags.stream()
        .anyMatch(tag -> tag.kind() == Tag.Kind.PROCESSOR || tag.kind() == Tag.Kind.COUNTRY);
  }

  /** Whether what we hold of people decides for somebody. */
  public boolean asksSubjects() {
    return everybody
        || tags.stream()
            .anyMatch(tag -> tag.kind() != Tag.Kind.PROCESSOR && tag.kind() != Tag.Kind.COUNTRY);
  }
}
