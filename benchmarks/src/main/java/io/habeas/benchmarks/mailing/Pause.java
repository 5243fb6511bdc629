package io.habeas.benchmarks.mailing;

import io.habeas.local.home.Trouble;

/** Waiting, in a program that does one thing at a time. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("bench", "was interrupted", "Start again", e);
    }
  }
}
