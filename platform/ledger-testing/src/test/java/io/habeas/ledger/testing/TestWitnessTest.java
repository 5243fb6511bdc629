package io.habeas.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.ledger.witness.WitnessConflict;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class TestWitnessTest {
  private final TestWitness witness = new TestWitness();

  @Test
  void keepsWhatItWasTold() {
    witness.append("stream", "b", new byte[] {2});
    witness.append("stream", "a", new byte[] {1});
    witness.append("stream", "a", new byte[] {1});

    assertThat(witness.names("stream")).containsExactly("a", "b");
    assertThat(witness.read("stream", "b")).containsExactly(2);
    assertThatThrownBy(() -> witness.append("stream", "a", new byte[] {9}))
        .isInstanceOf(WitnessConflict.class);
  }

  @Test
  void failsOnDemand() {
    witness.fail(true);

    assertThatThrownBy(() -> witness.append("stream", "a", new byte[0]))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(witness.names("stream")).isEmpty();
  }
}
