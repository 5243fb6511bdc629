package io.habeas.notification.difference;

import io.habeas.notification.section.Blocks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A block of either text or of both.
 *
 * @param section the id of the section in which it stands, in the new text if it is there
 * @param change kept, added, removed; or changed, if its spans say which words
 * @param moved whether the same block stands elsewhere in the other text
 * @param spans its words in order; what went stands before what came
 */
public record BlockDifference(
    Blocks.Kind kind, int level, String section, State change, boolean moved, List<Span> spans) {

  /** What became of a block. */
  @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "BlockState")
  public enum State {
    KEPT,
    CHANGED,
    ADDED,
    REMOVED;

    /** As the API writes it. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What it said. */
  String before() {
    return without(Change.ADDED);
  }

  /** What it says. */
  String after() {
    return without(Change.REMOVED);
  }

  private String without(Change change) {
    return spans.stream()
        .filter(span -> span.change() != change)
        .map(Span::text)
        .collect(Collectors.joining());
  }
}
