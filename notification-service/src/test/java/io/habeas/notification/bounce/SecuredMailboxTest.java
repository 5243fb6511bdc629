package io.habeas.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.habeas.notification.TestCertificate;
import io.habeas.notification.bounce.BouncesConfig.Afterwards;
import io.habeas.notification.bounce.BouncesConfig.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bounce mailbox over TLS, at a server with a certificate, or with the wrong one. */
@Timeout(60)
class SecuredMailboxTest {
  private static final String USER = "bounces@habeas.example";
  private static final String WORDS = "nobody of that name";

  @TempDir static Path directory;
  private static SSLContext right;
  private static SSLContext elsewhere;

  private GreenMail server;
  private ImapFront front;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
    right = TestCertificate.context(directory, "right", "san=ip:127.0.0.1,dns:localhost");
    elsewhere = TestCertificate.context(directory, "elsewhere", "san=dns:imap.example");
  }

  @BeforeEach
  void aMessageWaits() throws IOException, MessagingException {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    byte[] message = ("Subject: x\r\n\r\n" + WORDS + "\r\n").getBytes(StandardCharsets.US_ASCII);
    server
        .setUser(USER, USER, TestImap.PASSWORD)
        .deliver(new MimeMessage((Session) null, new ByteArrayInputStream(message)));
    front = new ImapFront(server.getImap().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    front.close();
    server.stop();
  }

  @Test
  void aMailboxIsReadThroughTlsAtAServerThatWeTrust() throws Exception {
    front.securedBy(right);
    assertThat(read(Security.TLS, right)).contains(WORDS);
  }

  @Test
  void aMailboxIsReadOnceTlsHasStarted() throws Exception {
    front.offeringStartTls(right);
    assertThat(read(Security.STARTTLS, right)).contains(WORDS);
    assertThat(heardOfUs()).isNotEmpty();
    assertThat(front.heard.indexOf("STARTTLS"))
        .isLessThan(front.heard.indexOf(heardOfUs().getFirst()));
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() {
    front.securedBy(elsewhere);
    assertRefused(Security.TLS, elsewhere);
  }

  @Test
  void aCertificateOfAnotherNameIsRefusedWhenTlsStarts() {
    front.offeringStartTls(elsewhere);
    assertRefused(Security.STARTTLS, elsewhere);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    front.securedBy(elsewhere);
    assertRefused(Security.TLS, right);
  }

  @Test
  void aServerThatHidesStartTlsHearsNoPassword() {
    assertRefused(Security.STARTTLS, right);
  }

  @Test
  void aPlainServerHearsNoPasswordWhereTlsIsAskedFor() {
    assertRefused(Security.TLS, right);
  }

  private void assertRefused(Security security, SSLContext trusted) {
    assertThatThrownBy(() -> read(security, trusted)).isInstanceOf(MessagingException.class);
    assertThat(heardOfUs()).isEmpty();
  }

  private List<String> heardOfUs() {
    return front.heard.stream()
        .filter(each -> each.startsWith("LOGIN") || each.startsWith("AUTHENTICATE"))
        .toList();
  }

  private String read(Security security, SSLContext trusted)
      throws MessagingException, IOException {
    TestImap config =
        new TestImap(front.port(), security, USER, Afterwards.DELETE, Duration.ofSeconds(5));
    ImapMailbox mailbox = ImapMailbox.open(config, trusted.getSocketFactory());
    try {
      List<ImapMailbox.Waiting> waiting = mailbox.next();
      assertThat(waiting).hasSize(1);
      return new String(mailbox.start(waiting.getFirst()), StandardCharsets.US_ASCII);
    } finally {
      mailbox.closed();
    }
  }
}
