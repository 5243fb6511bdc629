package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.identity.Keycloak;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The suite's public API as one client sees it: through the gateway, with its own tokens, one for
 * each scope.
 */
final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TOO_MANY = 429;
  private static final int MOST_TRIES = 30;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Ports ports;
  private final Secrets secrets;
  private final String client;
  private final Map<String, Token> tokens = new HashMap<>();

  Api(Ports ports, Secrets secrets, String client) {
    this.ports = ports;
    this.secrets = secrets;
    this.client = client;
  }

  /** What an answer says. */
  record Answer(int status, JsonNode body) {

    boolean isMissing() {
      return status == 404;
    }
  }

  private record Token(String value, long until) {}

  Answer get(String scope, String path) {
    return call(scope, "GET", path, null, null);
  }

  Answer put(String scope, String path, JsonNode body) {
    return call(scope, "PUT", path, body, null);
  }

  /** A key that stays the same makes a repeated post harmless. */
  Answer post(String scope, String path, JsonNode body, String key) {
    return call(scope, "POST", path, body, key);
  }

  /** The body of an answer that must be a success. */
  static JsonNode success(String what, Answer answer) {
    if (answer.status() >= 300) {
      throw new Trouble(
          "demo",
          what + " was answered with " + answer.status() + " " + answer.body(),
          "Start with --fresh, or report this");
    }
    return answer.body();
  }

  private Answer call(
      String scope, String method, String path, @Nullable JsonNode body, @Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.gateway() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token(scope))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return patiently(request.build());
  }

  /** Waits where the gateway asks to send less at a time. */
  private Answer patiently(HttpRequest request) {
    Answer answer = send(request);
    for (int i = 0; i < MOST_TRIES && answer.status() == TOO_MANY; i++) {
      pause();
      answer = send(request);
    }
    return answer;
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      boolean isJson =
          response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
      JsonNode body = isJson ? JSON.readTree(response.body()) : JSON.createObjectNode();
      return new Answer(response.statusCode(), body);
    } catch (IOException e) {
      throw new Trouble(
          "demo",
          request.method() + " " + request.uri().getPath() + " got no answer (" + e + ")",
          "See the log of the gateway",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("demo", "was interrupted", "Say ./habeas up --demo again", e);
    }
  }

  private String token(String scope) {
    Token token = tokens.get(scope);
    if (token == null || System.nanoTime() > token.until()) {
      token = newToken(scope);
      tokens.put(scope, token);
    }
    return token.value();
  }

  private Token newToken(String scope) {
    String form =
        "grant_type=client_credentials&client_id="
            + client
            + "&client_secret="
            + URLEncoder.encode(secrets.client(client), StandardCharsets.UTF_8)
            + "&scope="
            + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    String issuer = Keycloak.issuer(ports).replace("localhost", "127.0.0.1");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    JsonNode answer = success("the token of " + client + " for " + scope, send(request));
    long life = Duration.ofSeconds(answer.get("expires_in").asLong() / 2).toNanos();
    return new Token(answer.get("access_token").asText(), System.nanoTime() + life);
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("demo", "was interrupted", "Say ./habeas up --demo again", e);
    }
  }
}
