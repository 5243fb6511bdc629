package io.habeas.notification.ring;

import java.time.Duration;

/** Whether it may ring. */
public sealed interface Turn {

  /** It may, now; this ring is counted. */
  record Taken() implements Turn {}

  /** It may not, and this much later it may. */
  record NotNow(String reason, Duration pause) implements Turn {}
}
