package io.habeas.notification.mailing;

import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import java.util.List;

/**
 * How many deliveries a lane takes at a time: as many as it gets done while what it asked about
 * them is fresh. What comes too late is given back and was asked about for nothing, so a lane at a
 * slow relay takes short strides. For one lane, one at a time, and from campaign to campaign.
 */
final class Stride {
  private static final int SHORTEST = 20;

  private final int longest;
  private int length;

  Stride(int longest) {
    this.longest = longest;
    this.length = Math.min(longest, 200);
  }

  /** How many to claim next. */
  int length() {
    return length;
  }

  /** Learns from what became of a claim: all of it got its turn, or some was given back. */
  void done(List<Outcome> outcomes) {
    long late = outcomes.stream().filter(Stride::isGivenBack).count();
    long done = outcomes.size() - late;
    length =
        late == 0 && done >= length
            ? Math.min(longest, length * 2)
            : late > 0 ? Math.max(Math.min(SHORTEST, longest), (int) done) : length;
  }

  private static boolean isGivenBack(Outcome outcome) {
    return outcome.state() == DeliveryState.PLANNED && outcome.reason() == null;
  }
}
