package io.habeas.notification.autocall;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.carrier.Carrier;
import io.habeas.notification.carrier.Fate;
import io.habeas.notification.carrier.Parcel;
import io.habeas.notification.ring.Rings;
import io.habeas.notification.ring.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;

/**
 * Automated calls. Each is one HTTP/1.1 request on a connection of its own, to the address that its
 * host was resolved to once; the answer is read as far as its status, and nothing is followed. The
 * webhook's id is the message's, so that a repeated request is recognised, and counts as one ring.
 */
@Singleton
public class AutoCallCarrier implements Carrier {
  private static final Logger LOG = Logger.getLogger(AutoCallCarrier.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int LONGEST_LINE = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

  private final AutoCallConfig config;
  private final Rings rings;
  private final SecurityClock clock;

  AutoCallCarrier(AutoCallConfig config, Rings rings, SecurityClock clock) {
    if (config.url().isPresent() && config.secret().isEmpty()) {
      throw new IllegalStateException(
          "habeas.autocall.url is set and habeas.autocall.secret is not");
    }
    this.config = config;
    this.rings = rings;
    this.clock = clock;
  }

  @Override
  public String channel() {
    return "automated-call";
  }

  @Override
  public Duration patience() {
    return config.patience().multipliedBy(4);
  }

  @Override
  public boolean carry(List<Parcel> parcels, Instant deadline, BiConsumer<Parcel, Fate> told) {
    if (config.url().isEmpty()) {
      parcels.forEach(parcel -> told.accept(parcel, new Fate.Bounced("channel-not-set-up")));
      return true;
    }
    for (Parcel parcel : parcels) {
      if (!clock.now().isBefore(deadline)) {
        return true;
      }
      boolean isOpen =
          switch (turn(parcel)) {
            case Turn.NotNow(String reason, Duration pause) -> {
              told.accept(parcel, new Fate.NotSent(reason, pause));
              yield true;
            }
            case Turn.Taken _ -> ring(parcel, deadline, told);
          };
      if (!isOpen) {
        return false;
      }
    }
    return true;
  }

  private boolean ring(Parcel parcel, Instant deadline, BiConsumer<Parcel, Fate> told) {
    boolean isLate = !clock.now().isBefore(deadline);
    Fate fate = isLate ? new Fate.NotSent("too-late", Duration.ZERO) : carry(parcel);
    if (!(fate instanceof Fate.Accepted) && !(fate instanceof Fate.InDoubt)) {
      giveBack(parcel);
    }
    told.accept(parcel, fate);
    return !(fate instanceof Fate.NotSent);
  }

  /** Whom it cannot be asked of now is not called now. */
  private Turn turn(Parcel parcel) {
    try {
      return wait(rings.take(parcel.subjectId(), parcel.id(), parcel.to().timeZone()));
    } catch (IllegalStateException e) {
      return new Turn.NotNow("not-counted", PAUSE);
    }
  }

  /** What is not given back is a call fewer that day. */
  private void giveBack(Parcel parcel) {
    try {
      wait(rings.giveBack(parcel.subjectId(), parcel.id()));
    } catch (IllegalStateException e) {
      LOG.warnf("a call that was not made counts as one: %s", e.getMessage());
    }
  }

  private <T> T wait(Uni<T> uni) {
    try {
      return uni.subscribeAsCompletionStage()
          .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
  }

  private Fate carry(Parcel parcel) {
    String text = parcel.text().sms();
    if (text == null) {
      return new Fate.Unfit("no-short-form");
    }
    URI url = config.url().orElseThrow();
    byte[] body = body(parcel, text);
    Socket socket;
    try {
      socket = connect(url);
    } catch (IOException e) {
      return new Fate.NotSent("not-reached", PAUSE);
    }
    try (socket) {
      socket.getOutputStream().write(request(url, parcel, body));
      socket.getOutputStream().flush();
      return fate(status(socket.getInputStream()));
    } catch (SocketTimeoutException e) {
      return new Fate.InDoubt("no-answer");
    } catch (IOException e) {
      return new Fate.InDoubt("cut-off");
    }
  }

  private static Fate fate(int status) {
    if (status / 100 == 2) {
      return new Fate.Accepted(null);
    }
    String reason = "http-" + status;
    return switch (status) {
      case 404, 422 -> new Fate.Bounced(reason);
      case 400, 413, 415 -> new Fate.Unfit(reason);
      case 429, 502, 503, 504 -> new Fate.NotSent(reason, PAUSE);
      default -> new Fate.Deferred(reason);
    };
  }

  private static byte[] body(Parcel parcel, String text) {
    Map<String, Object> data = new TreeMap<>();
    data.put("callId", parcel.id());
    data.put("number", parcel.to().address());
    data.put("language", parcel.text().language());
    data.put("text", text);
    return CanonicalJson.bytes(Map.of("type", "call.requested", "data", data));
  }

  private byte[] request(URI url, Parcel parcel, byte[] body) {
    Instant now = clock.now();
    String id = "msg_" + parcel.id();
    WebhookSignature signature =
        new WebhookSignature(config.secret().map(List::of).orElse(List.of()));
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String head =
        String.join(
            "\r\n",
            "POST "
                + path
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                + " HTTP/1.1",
            "Host: " + url.getRawAuthority(),
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "webhook-id: " + id,
            "webhook-timestamp: " + now.getEpochSecond(),
            "webhook-signature: " + signature.sign(id, now, body),
            "Connection: close",
            "",
            "");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private Socket connect(URI url) throws IOException {
    boolean isSecure = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : isSecure ? 443 : 80;
    InetAddress address = PublicAddress.of(url, config.allowPrivate());
    int patience = (int) config.patience().toMillis();
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address, port), patience);
      plain.setSoTimeout(patience);
      return isSecure ? secured(plain, url.getHost(), port) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static int status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = in.read(); each >= 0 && each != '\r' && each != '\n'; each = in.read()) {
      line.append((char) each);
      if (line.length() > LONGEST_LINE) {
        throw new IOException("not an answer");
      }
    }
    Matcher status = STATUS.matcher(line);
    if (!status.matches()) {
      throw new IOException("not an answer");
    }
    return Integer.parseInt(status.group(1));
  }
}
