package io.habeas.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A consumer that answers as told, and a token endpoint that gives one token to all. */
public class ConsumerResource implements QuarkusTestResourceLifecycleManager {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final List<CloudEvent> RECEIVED = new CopyOnWriteArrayList<>();
  private static final Queue<Integer> ANSWERS = new ConcurrentLinkedQueue<>();

  private @Nullable HttpServer server;

  static List<CloudEvent> received() {
    return RECEIVED;
  }

  static void reset() {
    RECEIVED.clear();
    ANSWERS.clear();
  }

  static void answer(Integer... statuses) {
    ANSWERS.addAll(List.of(statuses));
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/events", ConsumerResource::take);
    server.createContext("/token", ConsumerResource::token);
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "habeas.outbox.targets.consent.url", base + "/events",
        "quarkus.oidc-client.auth-server-url", base,
        "quarkus.oidc-client.discovery-enabled", "false",
        "quarkus.oidc-client.token-path", "/token",
        "quarkus.oidc-client.client-id", "subject-service",
        "quarkus.oidc-client.credentials.secret", "secret");
  }

  private static void take(HttpExchange exchange) throws IOException {
    boolean hasToken = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    RECEIVED.add(JSON.readValue(exchange.getRequestBody(), CloudEvent.class));
    Integer told = ANSWERS.poll();
    exchange.sendResponseHeaders(!hasToken ? 401 : told == null ? 204 : told, -1);
    exchange.close();
  }

  private static void token(HttpExchange exchange) throws IOException {
    byte[] body =
        "{\"access_token\":\"t\",\"expires_in\":300,\"token_type\":\"Bearer\"}"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
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
