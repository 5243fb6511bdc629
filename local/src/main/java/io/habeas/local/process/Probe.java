package io.habeas.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part whether it can be used now. */
@FunctionalInterface
public interface Probe {

  /** How long one question may take. */
  Duration PATIENCE = Duration.ofSeconds(3);

  /** Whether it can be used; never throws for a part that is not there yet. */
  boolean ready() throws InterruptedException;

  /** Ready when this address answers 200. */
  static Probe http(URI address) {
    return new HttpProbe(address);
  }

  /** Ready when something listens on this port of loopback. */
  static Probe listening(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            (int) PATIENCE.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** One client for all questions. */
  record HttpProbe(URI address) implements Probe {

    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public boolean ready() throws InterruptedException {
      try {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
