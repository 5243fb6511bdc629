package io.habeas.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what comes again within a minute. It holds one window for each caller that was refused in
 * the last minute, and a bounded number of counters in each.
 */
final class Windows {

  static final Duration LENGTH = Duration.ofMinutes(1);
  static final int MOST_DIFFERENT = 10;

  private static final Refusal OTHERS = new Refusal("", "several", "several", null, null);

  private final Map<String, Window> open = new HashMap<>();

  /** Refusals that came again, counted. */
  record Repeated(String actor, String operation, String rule, long times) {}

  /** Whether this one is to be written now; otherwise it has been counted. */
  synchronized boolean isFirst(Refusal refusal, Instant now) {
    Window window = open.computeIfAbsent(refusal.actor(), actor -> new Window(now));
    boolean isNew = !window.again.containsKey(refusal.sameAs());
    if (isNew && window.again.size() < MOST_DIFFERENT) {
      window.again.put(refusal.sameAs(), new Counter(refusal));
      return true;
    }
    String counted = isNew ? OTHERS.sameAs() : refusal.sameAs();
    window.again.computeIfAbsent(counted, same -> new Counter(OTHERS)).times++;
    return false;
  }

  /** Closes the windows that were opened before; what came again in them. */
  synchronized List<Repeated> close(Instant openedBefore) {
    List<Repeated> repeated = new ArrayList<>();
    open.entrySet()
        .removeIf(
            entry -> {
              boolean isOver = entry.getValue().openedAt.isBefore(openedBefore);
              if (isOver) {
                repeated.addAll(entry.getValue().repeated(entry.getKey()));
              }
              return isOver;
            });
    return repeated;
  }

  private static final class Window {
    private final Instant openedAt;
    private final Map<String, Counter> again = new HashMap<>();

    Window(Instant openedAt) {
      this.openedAt = openedAt;
    }

    List<Repeated> repeated(String actor) {
      return again.values().stream()
          .filter(counter -> counter.times > 0)
          .map(
              counter ->
                  new Repeated(actor, counter.what.operation(), counter.what.rule(), counter.times))
          .toList();
    }
  }

  private static final class Counter {
    private final Refusal what;
    private long times;

    Counter(Refusal what) {
      this.what = what;
    }
  }
}
