package io.habeas.notification.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Domains that said "later": each gets rest, a minute and then twice as long each time up to an
 * hour, instead of the next of its many recipients. What one domain does holds up no other. Forgets
 * the oldest of many; a restart forgets all, and learns again.
 */
public final class Domains {
  private static final int MOST = 10_000;
  private static final int TOLERATED = 3;
  private static final Duration FIRST_REST = Duration.ofMinutes(1);
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private record Rest(int deferrals, Instant until) {}

  private final Map<String, Rest> resting =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
          return size() > MOST;
        }
      };

  /** How much rest a domain still wants; none for most. */
  public synchronized Duration rest(String domain, Instant now) {
    Rest known = resting.get(domain);
    return known == null || !known.until().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, known.until());
  }

  /** It said "later" of a recipient; of a few in a row, it means us. */
  public synchronized void deferred(String domain, Instant now) {
    Rest known = resting.getOrDefault(domain, new Rest(0, now));
    int deferrals = known.deferrals() + 1;
    resting.put(domain, new Rest(deferrals, now.plus(restAfter(deferrals))));
  }

  /** It took one. */
  public synchronized void accepted(String domain) {
    resting.remove(domain);
  }

  private static Duration restAfter(int deferrals) {
    if (deferrals < TOLERATED) {
      return Duration.ZERO;
    }
    Duration rest = FIRST_REST.multipliedBy(1L << Math.min(deferrals - TOLERATED, 10));
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
