package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Deliveries that one lane alone may send until its lease ends.
 *
 * @param lease UUIDv7; also the name of what the witness is told of them
 * @param until security time
 */
public record Claim(
    UUID campaignId, Channel channel, UUID lease, Instant until, List<Claimed> deliveries) {
  /**
   * One of them.
   *
   * @param attempt from 1
   * @param abandoned whether an earlier lane held it and was never heard of again
   */
  public record Claimed(
      int bucket, UUID subjectId, Channel channel, int attempt, boolean abandoned) {}

  /** Whether some earlier lane was lost with deliveries in its hands. */
  public boolean hasAbandoned() {
    return deliveries.stream().anyMatch(Claimed::abandoned);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return deliveries.isEmpty();
  }

  /** The same claim on fewer deliveries. */
  public Claim only(List<Claimed> some) {
    return new Claim(campaignId, channel, lease, until, some);
  }
}
