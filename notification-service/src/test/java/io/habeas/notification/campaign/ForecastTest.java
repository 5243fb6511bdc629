package io.habeas.notification.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.campaign.Forecast.Verdict;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forecast says what follows from what is known, and where nothing follows, that. */
class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  private static final Instant DEADLINE = NOW.plus(Duration.ofHours(10));

  @Test
  void whatIsSentAtThisRateInTimeIsOnTime() {
    Forecast forecast = running(36_000, 0, 1.0, null, 0);

    assertThat(forecast.verdict()).isEqualTo(Verdict.ON_TIME);
    assertThat(forecast.eta()).isEqualTo(DEADLINE);
    assertThat(forecast.missing()).isZero();
  }

  @Test
  void whoIsSentAfterwardsIsMissing() {
    Forecast forecast = running(36_100, 0, 1.0, null, 0);

    assertThat(forecast.verdict()).isEqualTo(Verdict.LATE);
    assertThat(forecast.missing()).isEqualTo(100);
  }

  @Test
  void whoIsTriedAgainAfterwardsIsMissingToo() {
    Forecast forecast = running(10, 5, 1.0, DEADLINE.plusSeconds(60), 3);

    assertThat(forecast.verdict()).isEqualTo(Verdict.LATE);
    assertThat(forecast.missing()).isEqualTo(3);
    assertThat(forecast.eta()).isEqualTo(DEADLINE.plusSeconds(60));
  }

  @Test
  void whereNobodyCanTellItSaysWhy() {
    assertThat(running(10, 0, 0, null, 0)).isEqualTo(unknown("no-rate"));
    assertThat(of(CampaignState.PAUSED, true, NOW, 10, 1)).isEqualTo(unknown("paused"));
    assertThat(of(CampaignState.RUNNING, false, NOW, 10, 1)).isEqualTo(unknown("counting"));
  }

  @Test
  void aLimitHoldsWhateverWasReachedBefore() {
    Forecast slow =
        Forecast.of(
            new Forecast.Known(NOW, DEADLINE, CampaignState.RUNNING, true, 100, 0, 50, 2, null, 0));

    assertThat(slow.eta()).isEqualTo(NOW.plusSeconds(50));
  }

  @Test
  void afterTheDeadlineWhoeverIsNotToldIsMissingWhateverTheRate() {
    Instant after = DEADLINE.plusSeconds(1);

    assertThat(of(CampaignState.PAUSED, true, after, 10, 0))
        .isEqualTo(new Forecast(Verdict.LATE, null, 10, "paused"));
    assertThat(of(CampaignState.RUNNING, true, after, 10, 1).missing()).isEqualTo(10);
  }

  @Test
  void whatIsDoneIsDone() {
    assertThat(of(CampaignState.COMPLETED, true, DEADLINE.plusSeconds(9), 0, 0).verdict())
        .isEqualTo(Verdict.DONE);
    assertThat(running(0, 0, 0, null, 0).verdict()).isEqualTo(Verdict.DONE);
  }

  @Property
  void aHigherRateNeverMissesMore(
      @ForAll @LongRange(min = 0, max = 10_000_000) long ready,
      @ForAll @DoubleRange(min = 0.01, max = 5_000) double rate) {
    Forecast slow = running(ready, 0, rate, null, 0);
    Forecast fast = running(ready, 0, rate * 2, null, 0);

    assertThat(fast.missing()).isLessThanOrEqualTo(slow.missing());
    assertThat(slow.missing() > 0).isEqualTo(slow.verdict() == Verdict.LATE);
  }

  private static Forecast unknown(String why) {
    return new Forecast(Verdict.UNKNOWN, null, 0, why);
  }

  private static Forecast of(
      CampaignState state, boolean whole, Instant now, long ready, double rate) {
    return Forecast.of(
        new Forecast.Known(now, DEADLINE, state, whole, ready, 0, rate, null, null, 0));
  }

  private static Forecast running(
      long ready, long waiting, double rate, @Nullable Instant last, long after) {
    return Forecast.of(
        new Forecast.Known(
            NOW, DEADLINE, CampaignState.RUNNING, true, ready, waiting, rate, null, last, after));
  }
}
