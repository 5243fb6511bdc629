package io.habeas.benchmarks.mailing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a number of messages cost.
 *
 * @param messages how many
 * @param seconds from the first to the last
 * @param micros CPU microseconds by who used them
 */
record Figures(long messages, double seconds, Map<String, Long> micros) {

  /** CPU microseconds a message of one of the parts. */
  double each(String part) {
    return micros.getOrDefault(part, 0L) / (double) messages;
  }

  /** CPU microseconds a message of these parts together. */
  double each(List<String> parts) {
    return parts.stream().mapToDouble(this::each).sum();
  }

  double perSecond() {
    return messages / seconds;
  }

  /** The median of each figure over several rounds. */
  static Figures median(List<Figures> rounds) {
    TreeSet<String> parts =
        rounds.stream()
            .flatMap(round -> round.micros().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Long> micros = new LinkedHashMap<>();
    for (String part : parts) {
      micros.put(
          part,
          Math.round(
              middle(rounds.stream().map(round -> round.each(part)).toList())
                  * rounds.getFirst().messages()));
    }
    return new Figures(
        rounds.getFirst().messages(),
        rounds.getFirst().messages() / middle(rounds.stream().map(Figures::perSecond).toList()),
        micros);
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
