package io.habeas.notification.difference;

import java.util.ArrayList;
import java.util.List;

/** How two blocks differ, word by word. */
final class WordDifference {
  /** Pairs of words compared exactly, for one pair of blocks. */
  private static final long WORK = 4_000_000;

  private final StringBuilder removed = new StringBuilder();
  private final StringBuilder added = new StringBuilder();
  private final StringBuilder kept = new StringBuilder();
  private final List<Span> spans = new ArrayList<>();
  private boolean keptSaysSomething;

  private WordDifference() {}

  static List<Span> between(String before, String after, Effort effort) {
    List<String> old = Words.of(before);
    List<String> now = Words.of(after);
    int[] partner = Matching.of(old, now, WORK, effort);
    WordDifference difference = new WordDifference();
    int next = 0;
    for (int i = 0; i < old.size(); i++) {
      if (partner[i] < 0) {
        difference.went(old.get(i));
      } else {
        while (next < partner[i]) {
          difference.came(now.get(next++));
        }
        difference.stayed(now.get(next++));
      }
    }
    while (next < now.size()) {
      difference.came(now.get(next++));
    }
    return difference.spans();
  }

  private void went(String word) {
    settleKept();
    removed.append(word);
  }

  private void came(String word) {
    settleKept();
    added.append(word);
  }

  private void stayed(String word) {
    kept.append(word);
    keptSaysSomething |= Words.isWord(word);
  }

  /**
   * What stayed between two changes and is no word goes with them: nobody reads a comma that was
   * spared in a sentence that was rewritten.
   */
  private void settleKept() {
    if (kept.isEmpty()) {
      return;
    }
    boolean isChanging = !removed.isEmpty() && !added.isEmpty();
    if (isChanging && !keptSaysSomething) {
      removed.append(kept);
      added.append(kept);
    } else {
      flush();
    }
    kept.setLength(0);
    keptSaysSomething = false;
  }

  private void flush() {
    add(Change.REMOVED, removed);
    add(Change.ADDED, added);
    add(Change.KEPT, kept);
  }

  private void add(Change change, StringBuilder text) {
    if (!text.isEmpty()) {
      spans.add(new Span(change, text.toString()));
      text.setLength(0);
    }
  }

  private List<Span> spans() {
    flush();
    return List.copyOf(spans);
  }
}
