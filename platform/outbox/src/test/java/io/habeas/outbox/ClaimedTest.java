package io.habeas.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimedTest {

  @Test
  void partsHoldNoMoreThanTheirBytesAndKeepTheOrder() {
    List<Claimed> all = List.of(of(30), of(30), of(30), of(200), of(10));

    List<List<Claimed>> parts = Claimed.parts(all, 100);

    assertThat(parts).extracting(List::size).containsExactly(3, 1, 1);
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  @Test
  void bytesAreCountedAndNotCharacters() {
    List<Claimed> all = List.of(of("й".repeat(40)), of("й".repeat(40)));

    assertThat(Claimed.parts(all, 100)).hasSize(2);
  }

  private static Claimed of(int bytes) {
    return of("x".repeat(bytes));
  }

  private static Claimed of(String body) {
    return new Claimed(0, new UUID(0, 1), 1, new UUID(0, 2), "subject.registered", 1, body);
  }
}
