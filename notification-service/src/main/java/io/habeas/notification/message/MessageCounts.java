package io.habeas.notification.message;

import java.util.List;

/** How many messages wait, and for what. */
public record MessageCounts(List<Count> counts) {
  /** Of one state and channel. */
  public record Count(MessageState state, String channel, long messages) {}
}
