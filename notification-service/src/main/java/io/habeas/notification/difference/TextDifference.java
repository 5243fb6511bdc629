package io.habeas.notification.difference;

import io.habeas.notification.section.Blocks;
import io.habeas.notification.section.Blocks.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How two texts in Markdown differ. Blocks are laid beside each other first, so that a paragraph
 * that came or moved does not smear over the rest; then words, within blocks that are about the
 * same.
 *
 * @param blocks of both texts, in the order in which they are read
 */
public record TextDifference(List<BlockDifference> blocks) {
  private static final long WORK = 4_000_000;

  /** Blocks that share this much of their words are one block that was changed. */
  private static final double ALIKE = 0.5;

  /** How far from each other in a stretch of changes two blocks may be laid side by side. */
  private static final int REACH = 200;

  /** Compares two texts. */
  public static TextDifference between(String before, String after) {
    return between(before, after, new Effort());
  }

  static TextDifference between(String before, String after, Effort effort) {
    return new Laying(Blocks.of(before), Blocks.of(after), effort).difference();
  }

  /** Whether they say the same, to the letter. */
  public boolean isNone() {
    return blocks.stream().allMatch(block -> block.change() == BlockDifference.State.KEPT);
  }

  /** Lays the blocks of two texts beside each other. */
  private static final class Laying {
    private final List<Block> before;
    private final List<Block> after;
    private final List<BlockDifference> laid = new ArrayList<>();
    private final Set<String> goneWithoutPlace = new HashSet<>();
    private final Set<String> cameWithoutPlace = new HashSet<>();

    private final Effort effort;

    Laying(List<Block> before, List<Block> after, Effort effort) {
      this.before = before;
      this.after = after;
      this.effort = effort;
    }

    TextDifference difference() {
      int[] same = Matching.of(texts(before), texts(after), WORK, effort);
      note(same);
      int a = 0;
      int b = 0;
      for (int i = 0; i < before.size(); i++) {
        if (same[i] >= 0) {
          layChanged(a, i, b, same[i]);
          Block block = after.get(same[i]);
          laid.add(whole(block, BlockDifference.State.KEPT, Change.KEPT, false));
          a = i + 1;
          b = same[i] + 1;
        }
      }
      layChanged(a, before.size(), b, after.size());
      return new TextDifference(List.copyOf(laid));
    }

    private static List<String> texts(List<Block> blocks) {
      return blocks.stream().map(Block::text).toList();
    }

    /** What is in one place before and in another after has moved. */
    private void note(int[] same) {
      boolean[] placed = new boolean[after.size()];
      for (int i = 0; i < same.length; i++) {
        if (same[i] >= 0) {
          placed[same[i]] = true;
        } else {
          goneWithoutPlace.add(before.get(i).text().strip());
        }
      }
      for (int i = 0; i < placed.length; i++) {
        if (!placed[i]) {
          cameWithoutPlace.add(after.get(i).text().strip());
        }
      }
    }

    /** A stretch in which no block is the same: those about alike are laid side by side. */
    private void layChanged(int fromA, int toA, int fromB, int toB) {
      int b = fromB;
      List<Map<String, Integer>> bags = new ArrayList<>();
      for (int i = fromB; i < toB; i++) {
        bags.add(bag(after.get(i)));
      }
      for (int a = fromA; a < toA; a++) {
        int like = like(before.get(a), b, toB, fromB, bags);
        if (like < 0) {
          gone(before.get(a));
        } else {
          while (b < like) {
            came(after.get(b++));
          }
          changed(before.get(a), after.get(b++));
        }
      }
      while (b < toB) {
        came(after.get(b++));
      }
    }

    /** The most similar block from there on, if one is similar enough. */
    private int like(Block block, int from, int to, int offset, List<Map<String, Integer>> bags) {
      Map<String, Integer> bag = bag(block);
      int best = -1;
      double mostAlike = ALIKE;
      for (int i = from; i < Math.min(to, from + REACH); i++) {
        Block other = after.get(i);
        effort.add(1);
        boolean isSame = other.text().strip().equals(block.text().strip());
        if (other.kind() == block.kind() && (isSame || !moved(block) && !moved(other))) {
          Map<String, Integer> of = bags.get(i - offset);
          effort.add(bag.size() + of.size());
          double alike = alike(bag, of);
          if (alike > mostAlike || (best < 0 && alike >= ALIKE)) {
            mostAlike = alike;
            best = i;
          }
        }
      }
      return best;
    }

    private boolean moved(Block block) {
      String text = block.text().strip();
      return goneWithoutPlace.contains(text) && cameWithoutPlace.contains(text) && !text.isEmpty();
    }

    private void gone(Block block) {
      laid.add(whole(block, BlockDifference.State.REMOVED, Change.REMOVED, moved(block)));
    }

    private void came(Block block) {
      laid.add(whole(block, BlockDifference.State.ADDED, Change.ADDED, moved(block)));
    }

    private void changed(Block old, Block now) {
      laid.add(
          new BlockDifference(
              now.kind(),
              now.level(),
              now.section(),
              BlockDifference.State.CHANGED,
              false,
              WordDifference.between(old.text(), now.text(), effort)));
    }

    private static BlockDifference whole(
        Block block, BlockDifference.State state, Change change, boolean moved) {
      return new BlockDifference(
          block.kind(),
          block.level(),
          block.section(),
          state,
          moved,
          List.of(new Span(change, block.text())));
    }

    private static Map<String, Integer> bag(Block block) {
      Map<String, Integer> bag = new HashMap<>();
      Words.of(block.text()).stream()
          .filter(Words::isWord)
          .forEach(word -> bag.merge(word, 1, Integer::sum));
      return bag;
    }

    /** What they share of all their words, from 0 to 1 (Dice). */
    private static double alike(Map<String, Integer> one, Map<String, Integer> other) {
      int shared = 0;
      int all = 0;
      for (Map.Entry<String, Integer> word : one.entrySet()) {
        shared += Math.min(word.getValue(), other.getOrDefault(word.getKey(), 0));
        all += word.getValue();
      }
      all += other.values().stream().mapToInt(Integer::intValue).sum();
      return all == 0 ? 1 : 2.0 * shared / all;
    }
  }
}
