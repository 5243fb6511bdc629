package io.habeas.notification.difference;

/**
 * How much a comparison took: elements looked at, pairs compared. What it takes is a function of
 * the texts alone, unlike the time that it takes.
 */
final class Effort {
  private long steps;

  void add(long more) {
    steps += more;
  }

  long steps() {
    return steps;
  }
}
