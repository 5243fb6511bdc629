package io.habeas.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryWitnessTest {
  @TempDir Path directory;
  private DirectoryWitness witness;

  @BeforeEach
  void open() {
    witness = new DirectoryWitness(directory);
  }

  @Test
  void keepsRecordsInTheOrderOfTheirNames() {
    witness.append("ledger/x/2026", "0002", new byte[] {2});
    witness.append("ledger/x/2026", "0001", new byte[] {1});

    assertThat(witness.names("ledger/x/2026")).containsExactly("0001", "0002");
    assertThat(new DirectoryWitness(directory).read("ledger/x/2026", "0002")).containsExactly(2);
    assertThat(witness.names("ledger/y/2026")).isEmpty();
  }

  @Test
  void takesTheSameRecordAgainAndNoOther() {
    witness.append("s", "a", new byte[] {1});
    witness.append("s", "a", new byte[] {1});

    assertThatThrownBy(() -> witness.append("s", "a", new byte[] {2}))
        .isInstanceOf(WitnessConflict.class);
    assertThat(witness.read("s", "a")).containsExactly(1);
  }

  @Test
  void whatWasNotFinishedIsNotThere() throws IOException {
    witness.append("s", "a", new byte[] {1});
    Files.write(directory.resolve("s/.unfinished-crash"), new byte[] {9});

    assertThat(witness.names("s")).containsExactly("a");
  }

  @Test
  void hintsAreThereUntilTheirRecordIs() {
    try (Witness.Notes a = witness.notes("s", "a");
        Witness.Notes b = witness.notes("s", "b");
        Witness.Notes none = witness.notes("s", "none")) {
      a.add(new byte[] {1});
      a.add(new byte[] {2});
      b.add(new byte[] {3});
      assertThat(none).isNotNull();
    }

    assertThat(witness.names("s")).isEmpty();
    assertThat(new DirectoryWitness(directory).hints("s").get("a")).containsExactly(1, 2);

    witness.append("s", "a", new byte[] {1, 2});
    witness.dropHints("s", "b");
    assertThat(witness.hints("s")).isEmpty();
  }

  @Test
  void ofTwentyAtOnceOneWins() throws InterruptedException {
    AtomicInteger kept = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        byte[] record = {(byte) i};
        threads.submit(
            () -> {
              start.await();
              witness.append("s", "a", record);
              return kept.incrementAndGet();
            });
      }
      start.countDown();
    }

    assertThat(kept).hasValue(1);
    assertThat(witness.names("s")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "", "a/../../x", "A", "a b"})
  void staysInItsDirectory(String stream) {
    assertThatThrownBy(() -> witness.append(stream, "a", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> witness.append("s", stream, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
