package io.habeas.local.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the reader line by line what each part does. */
public final class Progress {

  private final PrintStream out;
  private final long began = System.nanoTime();

  /** Writes there. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** One part, a few words. */
  public synchronized void say(String part, String words) {
    out.printf(Locale.ROOT, "  %6.1f s  %-13s %s%n", seconds(elapsed()), part, words);
    out.flush();
  }

  /** A part can be used. */
  public void ready(String part, Duration took) {
    say(part, String.format(Locale.ROOT, "ready after %.1f s", seconds(took)));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
