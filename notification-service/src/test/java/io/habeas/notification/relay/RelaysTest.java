package io.habeas.notification.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.habeas.notification.smtp.Endpoint;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.Mailbox;
import io.habeas.notification.smtp.ScriptedRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelaysTest {
  private final AtomicLong nanos = new AtomicLong();
  private ScriptedRelay one;
  private ScriptedRelay other;

  @BeforeEach
  void start() throws IOException {
    one = new ScriptedRelay();
    other = new ScriptedRelay();
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    other.close();
  }

  @Test
  void lettersGoByWeight() {
    Relays relays = relays(relay(one, 3), relay(other, 1));

    for (int i = 0; i < 40; i++) {
      assertThat(send(relays, "ok" + i)).containsValue(true);
    }

    assertThat(one.taken).hasSize(30);
    assertThat(other.taken).hasSize(10);
  }

  @Test
  void sessionsAreKept() {
    Relays relays = relays(relay(one, 1));

    IntStream.range(0, 10).forEach(i -> send(relays, "ok" + i));
    assertThat(one.sessions).hasValue(1);

    relays.closeIdle();
    send(relays, "ok");
    assertThat(one.sessions).hasValue(2);
  }

  @Test
  void whatOneRelayCannotTakeTheOtherDoes() throws IOException {
    Relays relays = relays(nobody(), relay(other, 1));

    for (int i = 0; i < 20; i++) {
      assertThat(send(relays, "ok" + i)).containsValue(true);
    }

    assertThat(other.taken).hasSize(20);
  }

  @Test
  void withoutAnyRelayTheLettersStay() throws IOException {
    Relays relays = relays(nobody());
    List<String> people = new ArrayList<>(List.of("a", "b"));

    assertThat(relays.handOver(letters(people), (_, _) -> {})).isFalse();
    assertThat(people).containsExactly("a", "b");
  }

  @Test
  void aRelayThatFailedIsTriedAgainAfterAWhile() {
    Relays relays = relays(relay(one, 1));
    assertThat(send(relays, "drop")).containsValue(false);

    assertThat(relays.handOver(letters(new ArrayList<>(List.of("ok"))), (_, _) -> {})).isFalse();
    nanos.addAndGet(Duration.ofMillis(1001).toNanos());
    assertThat(send(relays, "ok")).containsValue(true);
  }

  @Test
  void aRelayThatFailsAgainRestsLonger() {
    Relays relays = relays(relay(one, 1));
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      send(relays, "drop");
      nanos.addAndGet(Duration.ofSeconds(seconds).minusMillis(1).toNanos());
      assertThat(relays.handOver(letters(new ArrayList<>(List.of("ok"))), (_, _) -> {})).isFalse();
      nanos.addAndGet(Duration.ofMillis(1).toNanos());
    }
    assertThat(send(relays, "ok")).containsValue(true);
    assertThat(send(relays, "drop")).containsValue(false);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(send(relays, "ok")).containsValue(true);
  }

  @Test
  void aSessionEndsAfterItsShare() {
    Relays relays = relays(relay(one, 1, 7, OptionalInt.empty()));

    List<String> people = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> "ok" + i).toList());
    assertThat(relays.handOver(letters(people), (_, _) -> {})).isTrue();

    assertThat(one.taken).hasSize(20);
    assertThat(one.sessions).hasValue(3);
  }

  @Test
  void aPaceIsAnEvenFlowWithASmallBurst() {
    Pace pace = new Pace(100, nanos::get);
    Duration waited = Duration.ZERO;
    for (int i = 0; i < 1000; i++) {
      Duration wait = pace.take();
      waited = waited.plus(wait);
      nanos.addAndGet(wait.toNanos());
    }
    assertThat(waited.toMillis()).isCloseTo(10_000, within(200L));

    nanos.addAndGet(Duration.ofHours(1).toNanos());
    long atOnce = IntStream.range(0, 100).filter(_ -> pace.take().isZero()).count();
    assertThat(atOnce).isBetween(9L, 11L);
  }

  @Test
  void noRelayAtAllIsSaidAtTheStart() {
    assertThatThrownBy(() -> new Relays(Map::of, "habeas.test", nanos::get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("habeas.relays.<name>.host");
  }

  private Map<String, Boolean> send(Relays relays, String person) {
    Map<String, Boolean> accepted = new LinkedHashMap<>();
    relays.handOver(
        letters(new ArrayList<>(List.of(person))),
        (letter, outcome) -> accepted.put(letter.about(), outcome instanceof Handover.Accepted));
    assertThat(accepted).hasSize(1);
    return accepted;
  }

  private static Iterator<Letter<String>> letters(List<String> people) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !people.isEmpty();
      }

      @Override
      public Letter<String> next() {
        String person = people.removeFirst();
        return new Letter<>(
            person,
            Optional.empty(),
            Mailbox.of(person + "@people.test").orElseThrow(),
            "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private Relays relays(RelaysConfig.Relay... configured) {
    Map<String, RelaysConfig.Relay> all = new LinkedHashMap<>();
    for (RelaysConfig.Relay each : configured) {
      all.put("relay" + all.size(), each);
    }
    return new Relays(() -> all, "habeas.test", nanos::get);
  }

  private static RelaysConfig.Relay relay(ScriptedRelay relay, int weight) {
    return relay(relay, weight, 5000, OptionalInt.empty());
  }

  /** A relay of which there is only the address. */
  private static RelaysConfig.Relay nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Configured(socket.getLocalPort(), 1, 5000, OptionalInt.empty());
    }
  }

  private static RelaysConfig.Relay relay(
      ScriptedRelay relay, int weight, int lettersPerSession, OptionalInt perSecond) {
    return new Configured(relay.port(), weight, lettersPerSession, perSecond);
  }

  private record Configured(int port, int weight, int lettersPerSession, OptionalInt perSecond)
      implements RelaysConfig.Relay {
    @Override
    public String host() {
      return "127.0.0.1";
    }

    @Override
    public Endpoint.Security security() {
      return Endpoint.Security.NONE;
    }

    @Override
    public Optional<String> username() {
      return Optional.empty();
    }

    @Override
    public Optional<String> password() {
      return Optional.empty();
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration replyTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration endOfDataTimeout() {
      return Duration.ofSeconds(2);
    }
  }
}
