package io.habeas.notification.carrier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a parcel. Reasons are short codes, never what the other side said. */
public sealed interface Fate {

  /**
   * The other side took it.
   *
   * @param reference what it knows it by, where it says so
   */
  record Accepted(@Nullable String reference) implements Fate {}

  /** The other side said: not now. */
  record Deferred(String reason) implements Fate {}

  /** This recipient cannot be reached so. */
  record Bounced(String reason) implements Fate {}

  /** It failed for reasons of its own; another attempt would end alike. */
  record Unfit(String reason) implements Fate {}

  /** The other side has it, or has not. */
  record InDoubt(String reason) implements Fate {}

  /** It was never on the way, for reasons that are not its own. */
  record NotSent(String reason, Duration pause) implements Fate {}
}
