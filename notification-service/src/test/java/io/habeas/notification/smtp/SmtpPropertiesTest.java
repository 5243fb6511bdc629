package io.habeas.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every letter, address and relay. */
class SmtpPropertiesTest {
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** Whatever stands in a text, it arrives as that text, as one letter, with line ends mended. */
  @Property(tries = 200)
  void noTextEndsALetterOrBeginsAnother(@ForAll("texts") String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try (ScriptedRelay relay = new ScriptedRelay()) {
      Map<String, Handover> outcomes =
          run(relay, List.of(letter("first", content), letter("second", content)).iterator());

      assertThat(outcomes.values()).hasOnlyElementsOfType(Handover.Accepted.class);
      assertThat(relay.lettersTaken()).isEqualTo(2);
      assertThat(relay.taken.getOrDefault("first@people.test", List.of()))
          .containsExactly(mended(content));
      assertThat(relay.heard).noneMatch(line -> line.startsWith("EVIL"));
    }
  }

  /**
   * Whatever a relay does, each letter that was drawn is told of once, nothing is called accepted
   * that the relay did not take, and nothing that it took is called refused or not sent.
   */
  @Property(tries = 150)
  void whatIsSaidOfALetterIsTrue(@ForAll("mischief") List<String> words) throws IOException {
    List<String> people =
        new ArrayList<>(IntStream.range(0, words.size()).mapToObj(i -> words.get(i) + i).toList());
    Set<String> all = Set.copyOf(people);
    try (ScriptedRelay relay = new ScriptedRelay()) {
      Map<String, Handover> told = new LinkedHashMap<>();
      while (!people.isEmpty()) {
        run(relay, draining(people))
            .forEach((who, what) -> assertThat(told.put(who, what)).isNull());
      }

      assertThat(told.keySet()).isEqualTo(all);
      Set<String> taken =
          relay.taken.keySet().stream()
              .map(address -> address.replace("@people.test", ""))
              .collect(Collectors.toSet());
      told.forEach(
          (who, what) -> {
            switch (what) {
              case Handover.Accepted _ -> assertThat(taken).contains(who);
              case Handover.InDoubt _ -> {}
              default -> assertThat(taken).doesNotContain(who);
            }
          });
    }
  }

  /** An address that passes cannot end a command or bring a second one. */
  @Property(tries = 2000)
  void noAddressBreaksACommand(@ForAll("addresses") String address) {
    Mailbox.of(address)
        .ifPresent(
            mailbox -> {
              assertThat(mailbox.address()).doesNotContainPattern("[\\r\\n\\x00]");
              String unquoted = mailbox.address().replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "");
              assertThat(unquoted).doesNotContainPattern("[<> ]");
            });
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            ".", "..", "\r\n", "\n", "\r", ".\r\n", "\n.\n", "\r\n.\r\n", "\r.\r", "EVIL", "é", "a")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> mischief() {
    return Arbitraries.of(
            "ok", "ok", "ok", "later", "never", "greedy", "full", "spam", "drop", "torn", "cut",
            "closing", "bye", "babble")
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<String> addresses() {
    return Arbitraries.of(
            "a", "é", ".", "@", "\"", "\\", " ", "<", ">", "\r", "\n", "example.org", "münchen.de")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  private static byte[] mended(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    String whole = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
    out.writeBytes(whole.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static Iterator<Letter<String>> draining(List<String> people) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !people.isEmpty();
      }

      @Override
      public Letter<String> next() {
        return letter(people.removeFirst(), "Subject: x\r\n\r\nx".getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static Letter<String> letter(String person, byte[] content) {
    return new Letter<>(
        person,
        Mailbox.of("privacy@habeas.test"),
        Mailbox.of(person + "@people.test").orElseThrow(),
        content);
  }

  private static Map<String, Handover> run(ScriptedRelay relay, Iterator<Letter<String>> letters) {
    Endpoint endpoint =
        new Endpoint(
            "127.0.0.1",
            relay.port(),
            Endpoint.Security.NONE,
            Optional.empty(),
            "habeas.test",
            new Endpoint.Patience(SHORT, SHORT, SHORT));
    Map<String, Handover> outcomes = new LinkedHashMap<>();
    try (SmtpConnection connection =
        SmtpConnection.open(endpoint, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      connection.sendAll(
          letters,
          (letter, outcome) ->
              assertThat(outcomes.put(letter.about(), outcome)).as("told twice").isNull());
    } catch (RelayUnavailable e) {
      throw new IllegalStateException(e);
    }
    return outcomes;
  }
}
