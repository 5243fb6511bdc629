package io.habeas.notification.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which elements of two sequences are the same one: first what stands once in each, in the longest
 * run of the same order; what lies between exactly, as long as there is work to spend on it. Work
 * is bounded: when it is spent, the rest counts as replaced.
 */
final class Matching {
  private static final int NONE = -1;

  /** How often a stretch may be cut at what stands once in it. */
  private static final int DEEPEST = 40;

  private final int[] before;
  private final int[] after;
  private final int[] partner;
  private final Effort effort;
  private long work;

  private Matching(int[] before, int[] after, long work, Effort effort) {
    this.before = before;
    this.after = after;
    this.work = work;
    this.effort = effort;
    this.partner = new int[before.length];
    Arrays.fill(partner, NONE);
  }

  /**
   * The place in the later sequence of each element of the earlier one, -1 where it has none;
   * places only grow.
   *
   * @param work how many pairs may be compared exactly
   * @param effort to be told what it took
   */
  static <T> int[] of(List<T> before, List<T> after, long work, Effort effort) {
    Map<T, Integer> numbers = new HashMap<>();
    Matching matching =
        new Matching(numbered(before, numbers), numbered(after, numbers), work, effort);
    matching.match(0, before.size(), 0, after.size(), DEEPEST);
    return matching.partner;
  }

  private static <T> int[] numbered(List<T> elements, Map<T, Integer> numbers) {
    int[] numbered = new int[elements.size()];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = numbers.computeIfAbsent(elements.get(i), _ -> numbers.size());
    }
    return numbered;
  }

  private void match(int fromA, int toA, int fromB, int toB, int depth) {
    effort.add((toA - fromA) + (toB - fromB));
    int startA = fromA;
    int startB = fromB;
    int endA = toA;
    int endB = toB;
    while (startA < endA && startB < endB && before[startA] == after[startB]) {
      partner[startA++] = startB++;
    }
    while (startA < endA && startB < endB && before[endA - 1] == after[endB - 1]) {
      partner[--endA] = --endB;
    }
    if (startA == endA || startB == endB) {
      return;
    }
    List<int[]> anchors = depth == 0 ? List.of() : longestRun(pairs(startA, endA, startB, endB));
    if (anchors.isEmpty()) {
      matchExactly(startA, endA, startB, endB);
      return;
    }
    int lastA = startA;
    int lastB = startB;
    for (int[] anchor : anchors) {
      match(lastA, anchor[0], lastB, anchor[1], depth - 1);
      partner[anchor[0]] = anchor[1];
      lastA = anchor[0] + 1;
      lastB = anchor[1] + 1;
    }
    match(lastA, endA, lastB, endB, depth - 1);
  }

  /** What stands exactly once in each of the two ranges, in the order of the earlier one. */
  private List<int[]> pairs(int fromA, int toA, int fromB, int toB) {
    Map<Integer, Integer> onceInB = once(after, fromB, toB);
    Map<Integer, Integer> onceInA = once(before, fromA, toA);
    List<int[]> pairs = new ArrayList<>();
    for (int a = fromA; a < toA; a++) {
      Integer b = onceInB.get(before[a]);
      if (b != null && b >= 0 && onceInA.getOrDefault(before[a], NONE) >= 0) {
        pairs.add(new int[] {a, b});
      }
    }
    return pairs;
  }

  private static Map<Integer, Integer> once(int[] elements, int from, int to) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = from; i < to; i++) {
      int place = i;
      places.merge(elements[i], place, (_, _) -> NONE);
    }
    return places;
  }

  /** The longest run of pairs whose places grow on both sides (patience sorting). */
  private static List<int[]> longestRun(List<int[]> pairs) {
    int[] tails = new int[pairs.size()];
    int[] previous = new int[pairs.size()];
    int length = 0;
    for (int i = 0; i < pairs.size(); i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (pairs.get(tails[middle])[1] < pairs.get(i)[1]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? NONE : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    List<int[]> run = new ArrayList<>();
    for (int i = length == 0 ? NONE : tails[length - 1]; i != NONE; i = previous[i]) {
      run.add(pairs.get(i));
    }
    return run.reversed();
  }

  /** The longest common subsequence by its table. */
  private void matchExactly(int fromA, int toA, int fromB, int toB) {
    int rows = toA - fromA;
    int columns = toB - fromB;
    long cells = (long) rows * columns;
    if (cells > work) {
      return;
    }
    work -= cells;
    effort.add(cells);
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            before[fromA + i] == after[fromB + j]
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (before[fromA + i] == after[fromB + j]) {
        partner[fromA + i++] = fromB + j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }
}
