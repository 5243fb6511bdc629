package io.habeas.notification.delivery;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far a campaign is.
 *
 * @param byState people by the state of their last channel; a state without one is 0
 * @param byChannel deliveries by channel and state, those that another channel took over included
 * @param sentAgain how many were in doubt once
 * @param lateBounces how many came back after the relay had taken them
 * @param complaints how many recipients called it unwanted
 * @param acceptedLately how many the relay took in the last minute
 * @param pace a second, over the last five minutes or since the first of them in which it took any
 */
public record Counts(
    Map<DeliveryState, Long> byState,
    Map<Channel, Map<DeliveryState, Long>> byChannel,
    long sentAgain,
    long lateBounces,
    long complaints,
    long acceptedLately,
    double pace) {

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

  /**
   * How many a second may be counted on: what was of the last minutes, or less, if the last minute
   * was slower, as after a limit was lowered.
   */
  public double rate() {
    double lately = acceptedLately / 60.0;
    return lately > 0 ? Math.min(pace, lately) : pace;
  }

  /** Those that still have to be sent. */
  public long open() {
    return byState.entrySet().stream()
        .filter(entry -> !entry.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
