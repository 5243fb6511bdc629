package io.habeas.gateway.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service behind the gateway that tells what has reached it, and one that is not there. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", PeersResource::tell);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "habeas.peers.consent.url", url,
        "habeas.peers.subject.url", url,
        "habeas.peers.disclosure.url", "http://127.0.0.1:1");
  }

  private static void tell(HttpExchange exchange) throws IOException {
    long bytes = exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
    String told =
        "{\"method\":\"%s\",\"path\":\"%s\",\"authorization\":\"%s\",\"cookie\":\"%s\",\"gpc\":\"%s\",\"bytes\":%d}"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Cookie"),
                exchange.getRequestHeaders().getFirst("Sec-GPC"),
                bytes);
    byte[] body = told.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Content-Security-Policy", "default-src *");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
