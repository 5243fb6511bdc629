package io.habeas.notification.guard;

import java.time.Instant;
import java.util.List;

/** What the guard says. */
public sealed interface Ruling {
  /** Everybody affected has had notice for thirty days and the date is reached. */
  record Allowed() implements Ruling {}

  /**
   * Not now.
   *
   * @param missing how many have not had notice for thirty days
   * @param earliestLawfulDate when it may be, if nothing else goes wrong
   * @param reasons short codes, each a different obstacle
   */
  record NotYet(long missing, Instant earliestLawfulDate, List<String> reasons) implements Ruling {}
}
