package io.habeas.notification.delivery;

import java.util.Map;

/**
 * How far a campaign is.
 *
 * @param byState deliveries by state; a state without one is 0
 * @param sentAgain how many were in doubt once
 * @param acceptedLately how many the relay took in the last minute
 */
public record Counts(Map<DeliveryState, Long> byState, long sentAgain, long acceptedLately) {
  /** All of them. */
  public long total() {
    return byState.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those that still have to be sent. */
  public long open() {
    return byState.entrySet().stream()
        .filter(entry -> !entry.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
