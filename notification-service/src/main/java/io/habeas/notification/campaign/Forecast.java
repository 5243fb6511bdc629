package io.habeas.notification.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a campaign will have told everybody while it is still lawful, as a pure function of what
 * is known: it says so where nobody can tell.
 *
 * @param eta when everybody will have been told; null while nobody can tell
 * @param missing how many will not have been told at the last lawful moment
 * @param reason why nobody can tell: {@code paused}, {@code counting}, {@code no-rate}
 */
public record Forecast(
    Verdict verdict, @Nullable Instant eta, long missing, @Nullable String reason) {

  /** What it comes to. */
  public enum Verdict {
    /** Nothing is left to be sent. */
    DONE,
    /** At this rate everybody is told in time. */
    ON_TIME,
    /** At this rate somebody is not. */
    LATE,
    /** Nobody can tell. */
    UNKNOWN;

    /** As the API and metrics write it. */
    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What is known. All times are business time.
   *
   * @param deadline the last moment at which a notice is thirty days ahead
   * @param ready how many can be sent at once
   * @param waiting how many wait for another attempt
   * @param rate accepted a second, of the last minutes
   * @param limit the most a second that it may be, if somebody has limited it
   * @param lastAttempt when the last of those who wait is tried again
   * @param attemptsAfter how many of them are tried after the deadline
   */
  public record Known(
      Instant now,
      Instant deadline,
      CampaignState state,
      boolean audienceComplete,
      long ready,
      long waiting,
      double rate,
      @Nullable Integer limit,
      @Nullable Instant lastAttempt,
      long attemptsAfter) {
    long open() {
      return ready + waiting;
    }

    /** What was reached before somebody limited it says nothing of what comes. */
    double pace() {
      return limit == null ? rate : Math.min(rate, limit);
    }
  }

  static Forecast of(Known known) {
    if (known.state().isFinal() || (known.audienceComplete() && known.open() == 0)) {
      return new Forecast(Verdict.DONE, null, 0, null);
    }
    String unknown = unknown(known);
    Instant eta = unknown == null ? eta(known) : null;
    if (known.now().isAfter(known.deadline())) {
      return new Forecast(Verdict.LATE, eta, known.open(), unknown);
    }
    if (unknown != null) {
      return new Forecast(Verdict.UNKNOWN, null, 0, unknown);
    }
    long missing = missing(known);
    return new Forecast(missing > 0 ? Verdict.LATE : Verdict.ON_TIME, eta, missing, null);
  }

  private static @Nullable String unknown(Known known) {
    if (known.state() == CampaignState.PAUSED) {
      return "paused";
    }
    if (!known.audienceComplete()) {
      return "counting";
    }
    return known.ready() > 0 && known.pace() <= 0 ? "no-rate" : null;
  }

  private static Instant eta(Known known) {
    Instant sent =
        known.ready() == 0
            ? known.now()
            : known.now().plusSeconds((long) Math.ceil(known.ready() / known.pace()));
    Instant last = known.lastAttempt();
    return last != null && last.isAfter(sent) ? last : sent;
  }

  private static long missing(Known known) {
    double left = Duration.between(known.now(), known.deadline()).toMillis() / 1000.0;
    long sent = (long) Math.floor(known.pace() * left);
    return Math.max(0, known.ready() - sent) + known.attemptsAfter();
  }
}
