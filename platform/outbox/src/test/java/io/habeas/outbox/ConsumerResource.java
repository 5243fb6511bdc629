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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Consumers that answer as told, and a token endpoint that gives one token to all. */
public class ConsumerResource implements QuarkusTestResourceLifecycleManager {

  private static final Function<List<CloudEvent>, Integer> TAKE_ALL = batch -> 204;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final List<List<CloudEvent>> ASKED = new CopyOnWriteArrayList<>();
  private static final List<CloudEvent> TAKEN = new CopyOnWriteArrayList<>();
  private static volatile Function<List<CloudEvent>, Integer> status = TAKE_ALL;

  private @Nullable HttpServer server;

  /** Every batch that was sent, taken or not. */
  static List<List<CloudEvent>> asked() {
    return ASKED;
  }

  /** The events that were taken, in their order. */
  static List<CloudEvent> taken() {
    return TAKEN;
  }

  static void reset() {
    ASKED.clear();
    TAKEN.clear();
    status = TAKE_ALL;
  }

  /** From now on a batch is answered with this status. */
  static void answer(Function<List<CloudEvent>, Integer> told) {
    status = told;
  }

  static void takeAll() {
    status = TAKE_ALL;
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
    Map<String, String> settings = new HashMap<>();
    for (String target : List.of("consent", "disclosure")) {
      settings.put("habeas.outbox.targets." + target + ".url", base + "/events");
      String tokens = "quarkus.oidc-client." + target + ".";
      settings.put(tokens + "auth-server-url", base);
      settings.put(tokens + "discovery-enabled", "false");
      settings.put(tokens + "token-path", "/token/" + target);
      settings.put(tokens + "client-id", "subject-service");
      settings.put(tokens + "credentials.secret", "secret");
    }
    return settings;
  }

  private static void take(HttpExchange exchange) throws IOException {
    int answered = 401;
    if ("Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"))
        && CloudEvent.BATCH.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      List<CloudEvent> batch =
          List.of(JSON.readValue(exchange.getRequestBody(), CloudEvent[].class));
      ASKED.add(batch);
      answered = status.apply(batch);
      if (answered == 204) {
        TAKEN.addAll(batch);
      }
    }
    exchange.sendResponseHeaders(answered, -1);
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
