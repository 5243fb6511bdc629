package io.habeas.benchmarks.suite;

import io.habeas.local.home.Trouble;

/** Waiting, in a program that does one thing at a time. */
public final class Pause {
  private Pause() {}

  /** Sleeps so long; an interruption ends the bench. */
  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("bench", "was interrupted", "Start again", e);
    }
  }
}
