package io.habeas.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.notification.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STARTTLS and AUTH against a relay with a certificate, or with the wrong one. */
class SecuredSessionTest {
  private static final Endpoint.Credentials RIGHT = new Endpoint.Credentials("user", "right");
  private static final Endpoint.Credentials WRONG = new Endpoint.Credentials("user", "wrong");

  @TempDir static Path directory;
  private static SSLContext right;
  private static SSLContext elsewhere;

  private ScriptedRelay relay;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
    right = TestCertificate.context(directory, "right", "san=ip:127.0.0.1,dns:localhost");
    elsewhere = TestCertificate.context(directory, "elsewhere", "san=dns:relay.example");
  }

  @BeforeEach
  void start() throws IOException {
    relay =
        new ScriptedRelay().offering("PIPELINING", "STARTTLS", "AUTH PLAIN LOGIN").securedBy(right);
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
  }

  @Test
  void lettersGoThroughTlsToARelayThatWeTrust() throws RelayUnavailable {
    assertThat(send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), right))
        .hasOnlyElementsOfType(Handover.Accepted.class);
    assertThat(relay.taken).containsOnlyKeys("ok@people.test");
    assertThat(relay.heard).contains("STARTTLS").anyMatch(line -> line.startsWith("AUTH PLAIN "));
  }

  @Test
  void aRelayWithLoginAloneIsLoggedInto() throws RelayUnavailable {
    relay.offering("STARTTLS", "AUTH LOGIN");

    send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), right);

    assertThat(relay.heard).contains("user dXNlcg==", "password cmlnaHQ=");
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() {
    relay.securedBy(elsewhere);

    assertThatThrownBy(() -> send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), elsewhere))
        .isInstanceOf(RelayUnavailable.class);
    assertThat(relay.heard).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    assertThatThrownBy(() -> send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), elsewhere))
        .isInstanceOf(RelayUnavailable.class);
  }

  @Test
  void aRelayThatHidesStartTlsGetsNothing() {
    relay.offering("PIPELINING", "AUTH PLAIN");

    assertThatThrownBy(() -> send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), right))
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageContaining("no STARTTLS");
    assertThat(relay.heard).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void wordsSlippedInAheadOfTlsEndTheSession() {
    relay.sayingBehindStartTls("\r\n250 AUTH PLAIN");

    assertThatThrownBy(() -> send(Endpoint.Security.STARTTLS, Optional.of(RIGHT), right))
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageContaining("in clear behind");
  }

  @Test
  void credentialsAreNeverSentInClear() {
    assertThatThrownBy(() -> send(Endpoint.Security.NONE, Optional.of(RIGHT), right))
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageContaining("in clear");
    assertThat(relay.heard).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void aWrongPasswordIsSaidWithoutIt() {
    assertThatThrownBy(() -> send(Endpoint.Security.STARTTLS, Optional.of(WRONG), right))
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageContaining("535 5.7.8 to AUTH")
        .hasMessageNotContaining("wrong");
  }

  private List<Handover> send(
      Endpoint.Security security, Optional<Endpoint.Credentials> as, SSLContext trusted)
      throws RelayUnavailable {
    Endpoint endpoint =
        new Endpoint(
            "127.0.0.1",
            relay.port(),
            security,
            as,
            "habeas.test",
            new Endpoint.Patience(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    List<Handover> outcomes = new ArrayList<>();
    try (SmtpConnection connection = SmtpConnection.open(endpoint, trusted.getSocketFactory())) {
      connection.sendAll(
          List.of(
                  new Letter<>(
                      "ok",
                      Optional.empty(),
                      Mailbox.of("ok@people.test").orElseThrow(),
                      "Subject: x\r\n\r\nx\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
              .iterator(),
          (_, outcome) -> outcomes.add(outcome));
    }
    return outcomes;
  }
}
