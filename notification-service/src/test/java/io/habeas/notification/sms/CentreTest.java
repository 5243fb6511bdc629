package io.habeas.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.notification.ShortMessageCentre;
import io.habeas.notification.TestCertificate;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The session with a short message centre that has a certificate, or the wrong one. */
@Timeout(30)
class CentreTest {
  @TempDir static Path directory;
  private static SSLContext right;
  private static SSLContext elsewhere;

  private final List<Receipt> heard = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
    right = TestCertificate.context(directory, "right", "san=ip:127.0.0.1,dns:localhost");
    elsewhere = TestCertificate.context(directory, "elsewhere", "san=dns:smsc.example");
  }

  @Test
  void aSessionGoesThroughTlsToACentreThatWeTrust() throws IOException {
    int port = freePort();
    try (ShortMessageCentre centre = secured(port, right)) {
      Centre ours = centre(port, right);
      assertThat(ours.session().getSessionState().isBound()).isTrue();
      assertThat(ours.session()).isSameAs(ours.session());
      centre.receipt("id:0000000001 stat:DELIVRD err:000");
      assertThat(heard).containsExactly(new Receipt("1", Receipt.State.DELIVERED, "DELIVRD"));
      assertThat(centre.binds()).isEqualTo(1);
      ours.close();
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws IOException {
    int port = freePort();
    try (ShortMessageCentre centre = secured(port, elsewhere)) {
      assertThatThrownBy(() -> centre(port, elsewhere).session()).isInstanceOf(IOException.class);
      assertThat(centre.binds()).isZero();
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws IOException {
    int port = freePort();
    try (ShortMessageCentre centre = secured(port, right)) {
      assertThatThrownBy(() -> centre(port, elsewhere).session()).isInstanceOf(IOException.class);
      assertThat(centre.binds()).isZero();
    }
  }

  @Test
  void aCentreWithoutTlsIsNotSpokenToInClear() throws IOException {
    int port = freePort();
    try (ShortMessageCentre centre =
        new ShortMessageCentre(port, ServerSocketFactory.getDefault())) {
      assertThatThrownBy(() -> centre(port, right).session()).isInstanceOf(IOException.class);
      assertThat(centre.binds()).isZero();
    }
  }

  private static ShortMessageCentre secured(int port, SSLContext as) {
    return new ShortMessageCentre(port, as.getServerSocketFactory());
  }

  private Centre centre(int port, SSLContext trusted) {
    Map<String, String> settings =
        Map.of(
            "habeas.sms.host", "127.0.0.1",
            "habeas.sms.port", Integer.toString(port),
            "habeas.sms.tls", "true",
            "habeas.sms.system-id", "habeas",
            "habeas.sms.password", "secret",
            "habeas.sms.patience", "2s");
    SmsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SmsConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(SmsConfig.class);
    return new Centre(config, heard::add, trusted.getSocketFactory());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
