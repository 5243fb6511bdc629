package io.habeas.benchmarks.importing;

import java.util.List;
import java.util.Map;

/**
 * What a number of customers cost.
 *
 * @param customers how many
 * @param seconds from the first to the last
 * @param micros CPU microseconds by who used them
 */
record Figures(int customers, double seconds, Map<String, Long> micros) {

  /** CPU microseconds a customer of these parts together. */
  double each(List<String> parts) {
    return parts.stream().mapToLong(part -> micros.getOrDefault(part, 0L)).sum()
        / (double) customers;
  }

  double perSecond() {
    return customers / seconds;
  }
}
