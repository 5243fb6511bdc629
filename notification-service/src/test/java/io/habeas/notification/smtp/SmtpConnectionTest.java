package io.habeas.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpConnectionTest {
  private static final byte[] TEXT =
      "Subject: Hello\r\n\r\nHello.\r\n".getBytes(StandardCharsets.UTF_8);

  private ScriptedRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay = new ScriptedRelay();
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
  }

  @Test
  void manyLettersTakeOneSession() {
    List<String> people = IntStream.range(0, 50).mapToObj(i -> "ok" + i).toList();

    assertThat(send(people).values()).hasSize(50).allMatch(h -> h instanceof Handover.Accepted);
    assertThat(relay.sessions).hasValue(1);
    assertThat(relay.taken).hasSize(50);
  }

  @Test
  void theNextEnvelopeTravelsWithTheText() {
    send(List.of("held1", "ok"));

    assertThat(relay.heard).contains("ahead").doesNotContain("silence");
  }

  @Test
  void aRelayWithoutPipeliningIsAskedStepByStep() {
    relay.offering("8BITMIME");

    Map<String, Handover> outcomes = send(List.of("ok1", "never", "later", "held", "ok2"));

    assertThat(relay.heard).contains("silence").doesNotContain("pushed", "ahead");
    assertThat(relay.taken.keySet()).containsExactlyInAnyOrder(at("ok1"), at("held"), at("ok2"));
    assertThat(outcomes.get("never")).isInstanceOf(Handover.Refused.class);
    assertThat(outcomes.get("later")).isInstanceOf(Handover.Deferred.class);
  }

  @Test
  void eachIsToldWhatTheRelaySaidOfIt() {
    Map<String, Handover> outcomes =
        send(List.of("ok1", "never", "ok2", "later", "full", "greedy", "spam", "ok3"));

    assertThat(codes(outcomes))
        .containsExactly(
            "ok1 Accepted 250 2.0.0",
            "never Refused 550 5.1.1",
            "ok2 Accepted 250 2.0.0",
            "later Deferred 450 4.2.1",
            "full Deferred 452 4.3.1",
            "greedy Refused 550 5.1.1",
            "spam Refused 554 5.7.1",
            "ok3 Accepted 250 2.0.0");
    assertThat(relay.sessions).hasValue(1);
  }

  @Test
  void silenceAfterTheTextIsDoubtAndTheNextWasNotSent() {
    List<String> left = new ArrayList<>(List.of("ok", "drop", "next", "rest"));

    Map<String, Handover> outcomes = sendSome(left);

    assertThat(outcomes.get("ok")).isInstanceOf(Handover.Accepted.class);
    assertThat(outcomes.get("drop")).isInstanceOf(Handover.InDoubt.class);
    assertThat(outcomes.get("next")).isInstanceOf(Handover.NotSent.class);
    assertThat(left).containsExactly("rest");
  }

  @Test
  void aSessionThatEndsBeforeTheTextSentNothing() {
    Map<String, Handover> outcomes = send(List.of("cut"));

    assertThat(outcomes.get("cut")).isInstanceOf(Handover.NotSent.class);
  }

  @Test
  void aRelayThatClosesIsBelieved() {
    assertThat(codes(send(List.of("ok", "closing", "rest"))))
        .containsExactly("ok Accepted 250 2.0.0", "closing Unwelcome 421 4.3.2");
    assertThat(codes(sendSome(new ArrayList<>(List.of("bye", "next", "rest")))))
        .containsExactly("bye Deferred 421 4.3.2", "next NotSent");
  }

  @Test
  void aSenderThatTheRelayRefusesIsNotItsRecipientsFault() {
    Letter<String> letter =
        new Letter<>("ok", Mailbox.of("stranger@habeas.test"), mailbox("ok"), TEXT);

    assertThat(run(List.of(letter).iterator()).get("ok")).isInstanceOf(Handover.Unwelcome.class);
  }

  @Test
  void aReplyThatNeverEndsEndsTheSession() {
    for (String word : List.of("trickle", "endless", "babble")) {
      assertThat(send(List.of(word)).get(word)).as(word).isInstanceOf(Handover.InDoubt.class);
    }
  }

  @Test
  void whatARelayCannotTakeIsNotOfferedToIt() {
    relay.offering("PIPELINING", "SIZE 1000");
    byte[] large = "x".repeat(1001).getBytes(StandardCharsets.UTF_8);
    byte[] accented = "é".getBytes(StandardCharsets.UTF_8);

    Map<String, Handover> outcomes =
        run(
            List.of(
                    new Letter<>("large", Optional.empty(), mailbox("large"), large),
                    new Letter<>("accented", Optional.empty(), mailbox("accented"), accented),
                    new Letter<>("josé", Optional.empty(), mailbox("josé"), TEXT),
                    new Letter<>("ok", Optional.empty(), mailbox("ok"), TEXT))
                .iterator());

    assertThat(outcomes)
        .containsEntry("large", new Handover.Unfit(Handover.Unfitness.TOO_LARGE))
        .containsEntry("accented", new Handover.Unfit(Handover.Unfitness.NEEDS_8BITMIME))
        .containsEntry("josé", new Handover.Unfit(Handover.Unfitness.NEEDS_SMTPUTF8));
    assertThat(relay.taken).containsOnlyKeys(at("ok"));
    assertThat(relay.heard).contains("MAIL FROM:<> SIZE=" + TEXT.length);
  }

  @Test
  void aRelayWithSmtpUtf8GetsTheAddressAsItIs() {
    relay.offering("PIPELINING", "8BITMIME", "SMTPUTF8");

    send(List.of("josé"));

    assertThat(relay.taken).containsOnlyKeys(at("josé"));
    assertThat(relay.heard).contains("MAIL FROM:<privacy@habeas.test> SMTPUTF8");
  }

  @Test
  void noRelayIsSaidAtOnce() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(() -> SmtpConnection.open(endpoint(port), trust()))
        .isInstanceOf(RelayUnavailable.class);
  }

  @Test
  void aRelayThatIsNotReadyIsNoRelay() {
    relay.greeting("554 5.3.2 no service");

    assertThatThrownBy(() -> SmtpConnection.open(endpoint(), trust()))
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageContaining("554 5.3.2 to greeting");
  }

  private Map<String, Handover> send(List<String> people) {
    return sendSome(new ArrayList<>(people));
  }

  /** Draws from the list; what is left in it was not drawn. */
  private Map<String, Handover> sendSome(List<String> people) {
    return run(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return !people.isEmpty();
          }

          @Override
          public Letter<String> next() {
            String person = people.removeFirst();
            return new Letter<>(person, Mailbox.of("privacy@habeas.test"), mailbox(person), TEXT);
          }
        });
  }

  private Map<String, Handover> run(Iterator<Letter<String>> letters) {
    Map<String, Handover> outcomes = new LinkedHashMap<>();
    try (SmtpConnection connection = SmtpConnection.open(endpoint(), trust())) {
      connection.sendAll(
          letters,
          (letter, outcome) ->
              assertThat(outcomes.put(letter.about(), outcome)).as("told twice").isNull());
    } catch (RelayUnavailable e) {
      throw new IllegalStateException(e);
    }
    return outcomes;
  }

  private Endpoint endpoint() {
    return endpoint(relay.port());
  }

  private static Endpoint endpoint(int port) {
    return new Endpoint(
        "127.0.0.1",
        port,
        Endpoint.Security.NONE,
        Optional.empty(),
        "habeas.test",
        new Endpoint.Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(2500)));
  }

  private static SSLSocketFactory trust() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  private static Mailbox mailbox(String word) {
    return Mailbox.of(at(word)).orElseThrow();
  }

  private static String at(String word) {
    return word + "@people.test";
  }

  private static List<String> codes(Map<String, Handover> outcomes) {
    return outcomes.entrySet().stream()
        .map(each -> each.getKey() + " " + code(each.getValue()))
        .toList();
  }

  private static String code(Handover outcome) {
    return switch (outcome) {
      case Handover.Accepted(Reply reply) -> "Accepted " + reply;
      case Handover.Deferred(Reply reply) -> "Deferred " + reply;
      case Handover.Refused(Reply reply) -> "Refused " + reply;
      case Handover.Unwelcome(Reply reply) -> "Unwelcome " + reply;
      case Handover.Unfit(Handover.Unfitness why) -> "Unfit " + why;
      case Handover.InDoubt _ -> "InDoubt";
      case Handover.NotSent _ -> "NotSent";
    };
  }
}
