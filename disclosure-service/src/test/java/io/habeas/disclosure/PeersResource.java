package io.habeas.disclosure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** subject-service, consent-service and the token endpoint, as far as a release meets them. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

  static final List<String> ASKED = new CopyOnWriteArrayList<>();
  static volatile boolean consent = true;
  static volatile int subjectStatus = 200;

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/token", exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":300}"));
    server.createContext("/api/consent/v1/decisions", PeersResource::decide);
    server.createContext("/api/subject/v1/releases", PeersResource::release);
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> config = new HashMap<>();
    config.put("habeas.peers.subject.url", base);
    config.put("habeas.peers.consent.url", base);
    for (String client : List.of("", "subject.", "consent.")) {
      config.put("quarkus.oidc-client." + client + "auth-server-url", base);
      config.put("quarkus.oidc-client." + client + "discovery-enabled", "false");
      config.put("quarkus.oidc-client." + client + "token-path", "/token");
    }
    return config;
  }

  private static void decide(HttpExchange exchange) throws IOException {
    ASKED.add(
        "decision " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(
        exchange,
        200,
        "{\"decision\":\"%s\",\"rule\":\"%s\",\"evidence\":{\"preferenceVersion\":\"v7\"},\"validUntil\":\"x\"}"
            .formatted(consent ? "allow" : "deny", consent ? "consent" : "preference"));
  }

  private static void release(HttpExchange exchange) throws IOException {
    ASKED.add(
        "read " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, subjectStatus, "{\"fields\":{\"email\":\"canary@example.org\"}}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
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
