package io.habeas.notification.mailing;

import io.habeas.ledger.witness.Witness;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Outcome;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What a lane notes at the witness as it goes: which delivery it begins, and that the relay took
 * it. So whoever comes after a killed lane knows what was done, and what alone is in doubt. What
 * cannot be noted is sent all the same.
 */
final class Notes implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Notes.class);

  private final Witness.Notes witness;
  private final List<String> accepted = new ArrayList<>();

  Notes(Witness.Notes witness) {
    this.witness = witness;
  }

  /** From here on the relay may have it. */
  void begun(Claim.Claimed delivery) {
    add(AcceptedBatch.begun(delivery.subjectId()));
  }

  /** The relay took it. */
  void accepted(Outcome outcome) {
    String line = AcceptedBatch.line(outcome);
    accepted.add(line);
    add(line);
  }

  /** Whether the relay took any. */
  boolean isEmpty() {
    return accepted.isEmpty();
  }

  /** What is to be kept of all that the relay took. */
  byte[] record() {
    return AcceptedBatch.join(accepted);
  }

  private void add(String line) {
    try {
      witness.add((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      LOG.warnf("the witness did not note a delivery: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      witness.close();
    } catch (UncheckedIOException e) {
      LOG.warnf("the witness did not close its notes: %s", e.getMessage());
    }
  }
}
