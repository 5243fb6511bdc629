package io.habeas.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STARTTLS and AUTH against a relay with a certificate, or with the wrong one. */
class SecuredSessionTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Endpoint.Credentials RIGHT = new Endpoint.Credentials("user", "right");
  private static final Endpoint.Credentials WRONG = new Endpoint.Credentials("user", "wrong");

  @TempDir static Path directory;
  private static SSLContext right;
  private static SSLContext elsewhere;

  private ScriptedRelay relay;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
    right = context("right", "san=ip:127.0.0.1,dns:localhost");
    elsewhere = context("elsewhere", "san=dns:relay.example");
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

  /** A key with a certificate of its own, which is also whom to trust. */
  private static SSLContext context(String name, String extension)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).as(new String(made.getInputStream().readAllBytes())).isZero();

    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(name, keys.getCertificate(name));
    KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
    key.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
