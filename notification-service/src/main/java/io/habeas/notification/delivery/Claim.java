package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Deliveries that one lane alone may send until its lease ends.
 *
 * @param lease UUIDv7; also the name of what the witness is told of them
 * @param until security time
 * @param lost claims that ended by themselves: to be recovered by whoever finds them, before
 *     anybody can claim what was in them
 */
public record Claim(
    UUID campaignId,
    Channel channel,
    UUID lease,
    Instant until,
    List<Claimed> deliveries,
    List<Lost> lost) {
  /**
   * One of them.
   *
   * @param attempt from 1
   * @param doubts how many earlier attempts may have reached the relay
   */
  public record Claimed(int bucket, UUID subjectId, Channel channel, int attempt, int doubts) {}

  /** A claim that its lane did not end, and the buckets of what was in it. */
  public record Lost(UUID lease, List<Integer> buckets) {}

  /** Nothing at all. */
  public static Claim none(UUID campaign, Channel channel, Instant now) {
    return new Claim(campaign, channel, campaign, now, List.of(), List.of());
  }

  Claim with(Lost one) {
    return new Claim(campaignId, channel, lease, until, deliveries, List.of(one));
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return deliveries.isEmpty() && lost.isEmpty();
  }
}
