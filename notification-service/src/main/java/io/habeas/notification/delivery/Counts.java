package io.habeas.notification.delivery;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far a campaign is.
 *
 * @param byState people by the state of their last channel; a state without one is 0
 * @param byChannel deliveries by channel and state, those that another channel took over included
 * @param sentAgain how many were in doubt once
 * @param acceptedLately how many the relay took in the last minute
 */
public record Counts(
    Map<DeliveryState, Long> byState,
    Map<Channel, Map<DeliveryState, Long>> byChannel,
    long sentAgain,
    long acceptedLately) {

  /** All of them. */
  public long total() {
    return byState.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those whom the page's cover must have: no channel is left. */
  public long covered() {
    return byState.entrySet().stream()
        .filter(entry -> entry.getKey().isFailure())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  static Map<DeliveryState, Long> none() {
    Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state : DeliveryState.values()) {
      byState.put(state, 0L);
    }
    return byState;
  }

  /** Those that still have to be sent. */
  public long open() {
    return byState.entrySet().stream()
        .filter(entry -> !entry.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
