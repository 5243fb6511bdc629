package io.habeas.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.recipient.Recipient;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpConnectionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private @Nullable ScriptedRelay relay;
  private @Nullable SmtpConnection connection;

  @BeforeEach
  void start() throws IOException {
    ScriptedRelay started = new ScriptedRelay();
    relay = started;
    connection = new SmtpConnection(Session.getInstance(new Properties()), at(started.port()));
  }

  @AfterEach
  void stop() throws IOException {
    connection().close();
    relay().close();
  }

  @Test
  void manyMessagesTakeOneConnection() {
    for (int i = 0; i < 20; i++) {
      assertThat(send("ok" + i)).isEqualTo(new SendResult.Accepted());
    }
    assertThat(relay().connections).hasValue(1);
    assertThat(relay().messages).hasValue(20);
  }

  @Test
  void whatTheRelaySaysIsUnderstood() {
    assertThat(send("later")).isEqualTo(new SendResult.Deferred("smtp-450"));
    assertThat(send("never")).isEqualTo(new SendResult.Refused("smtp-550"));
    assertThat(send("full")).isEqualTo(new SendResult.Deferred("smtp-452"));
    assertThat(send("ok")).isEqualTo(new SendResult.Accepted());
  }

  @Test
  void silenceAfterTheMessageIsDoubtAndTheNextOneGoesOut() {
    assertThat(send("drop")).isInstanceOf(SendResult.Unknown.class);
    assertThat(send("ok")).isEqualTo(new SendResult.Accepted());
    assertThat(relay().connections).hasValue(2);
  }

  @Test
  void noRelayMeansNothingWasSent() throws IOException {
    relay().close();
    connection().close();

    assertThat(
            new SmtpConnection(Session.getInstance(new Properties()), at(relay().port()))
                .send(session -> message(session, "ok")))
        .isInstanceOf(SendResult.NotSent.class);
  }

  @Test
  void whatIsNoAddressIsRefusedWithoutTheRelay() {
    assertThat(send("not an address, is it\r\nRCPT TO:<x")).isInstanceOf(SendResult.Refused.class);
    assertThat(relay().connections).hasValue(0);
  }

  @Test
  void aMessageIdIsOfCampaignAndSubjectAlone() {
    UUID campaign = UUID.randomUUID();
    UUID subject = UUID.randomUUID();

    assertThat(MessageIds.of(campaign, subject, "x.example"))
        .isEqualTo(MessageIds.of(campaign, subject, "x.example"))
        .matches("<notice\\.[0-9a-f]{32}@x\\.example>")
        .isNotEqualTo(MessageIds.of(subject, campaign, "x.example"));
  }

  private SendResult send(String local) {
    return connection().send(session -> message(session, local));
  }

  private static NoticeMessage message(Session session, String local)
      throws jakarta.mail.MessagingException {
    PolicyText text = new PolicyText("en", "Title", "Summary", "Text", "<p>Text</p>");
    PolicyVersion version =
        new PolicyVersion(
            UUID.randomUUID(),
            "privacy",
            "2",
            VersionState.ANNOUNCED,
            true,
            Map.of(),
            List.of(text),
            "hash",
            NOW,
            NOW,
            NOW,
            null,
            null);
    Notice notice =
        new Notice(
            UUID.randomUUID(),
            "<a@b.example>",
            new Recipient.Reachable(local + "@people.test", "Name", List.of("en")),
            version,
            text);
    return NoticeMessage.of(
        session,
        notice,
        new InternetAddress("privacy@habeas.example"),
        URI.create("https://habeas.example"),
        NOW);
  }

  private ScriptedRelay relay() {
    return Optional.ofNullable(relay).orElseThrow();
  }

  private SmtpConnection connection() {
    return Optional.ofNullable(connection).orElseThrow();
  }

  private static MailingConfig.Smtp at(int port) {
    return new MailingConfig.Smtp() {
      @Override
      public String host() {
        return "127.0.0.1";
      }

      @Override
      public int port() {
        return port;
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
      public boolean startTls() {
        return false;
      }

      @Override
      public Duration connectTimeout() {
        return Duration.ofSeconds(2);
      }

      @Override
      public Duration readTimeout() {
        return Duration.ofSeconds(5);
      }

      @Override
      public int messagesPerConnection() {
        return 500;
      }
    };
  }
}
