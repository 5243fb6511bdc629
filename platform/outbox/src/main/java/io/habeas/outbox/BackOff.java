package io.habeas.outbox;

import java.time.Duration;

/**
 * A wait that doubles with each failure.
 *
 * @param first after the first failure
 * @param longest never longer than this
 */
record BackOff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 30;

  /** The wait after so many failures in a row, at least one. */
  Duration after(int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
