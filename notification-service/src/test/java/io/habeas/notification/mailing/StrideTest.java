package io.habeas.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrideTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final Stride stride = new Stride(1_000);

  @Test
  void whoGetsAllDoneTakesMoreUpToTheLongest() {
    List<Integer> lengths =
        IntStream.range(0, 5)
            .mapToObj(
                _ -> {
                  int length = stride.length();
                  stride.done(outcomes(length, 0));
                  return length;
                })
            .toList();

    assertThat(lengths).containsExactly(200, 400, 800, 1_000, 1_000);
  }

  @Test
  void whoGivesSomeBackTakesAsManyAsWereDoneAndNeverNone() {
    stride.done(outcomes(70, 130));
    assertThat(stride.length()).isEqualTo(70);

    stride.done(outcomes(0, 70));
    assertThat(stride.length()).isEqualTo(20);
  }

  @Test
  void aSmallClaimSaysNothingOfLargerOnes() {
    stride.done(outcomes(12, 0));

    assertThat(stride.length()).isEqualTo(200);
  }

  @Test
  void whatTheRelayPutOffWasDoneInTime() {
    List<Outcome> outcomes =
        Stream.generate(() -> outcome(DeliveryState.PLANNED, "domain-rests")).limit(200).toList();

    stride.done(outcomes);

    assertThat(stride.length()).isEqualTo(400);
  }

  private static List<Outcome> outcomes(int done, int givenBack) {
    return Stream.concat(
            Stream.generate(() -> outcome(DeliveryState.ACCEPTED, null)).limit(done),
            Stream.generate(() -> outcome(DeliveryState.PLANNED, null)).limit(givenBack))
        .toList();
  }

  private static Outcome outcome(DeliveryState state, @Nullable String reason) {
    UUID subject = UUID.randomUUID();
    return Outcome.of(new Claim.Claimed(0, subject, Channel.EMAIL, 1, 0), state, reason, NOW);
  }
}
