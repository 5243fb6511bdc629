package io.habeas.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the suite's realm that calls services past the gateway, which is not measured. */
public final class Caller {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MeasuredSuite suite;
  private final String client;
  private final Map<String, Token> tokens = new HashMap<>();

  private record Token(String value, long until) {}

  /** The client of that name. */
  public Caller(MeasuredSuite suite, String client) {
    this.suite = suite;
    this.client = client;
  }

  /** The answer's body, which must be a success. */
  public JsonNode get(String service, String scope, String path) {
    return call(service, scope, "GET", path, BodyPublishers.noBody(), null);
  }

  /** The answer's body, which must be a success. */
  public JsonNode post(String service, String scope, String path, Object body) {
    return call(service, scope, "POST", path, json(body), "application/json");
  }

  /** The answer's body, which must be a success. */
  public JsonNode put(String service, String scope, String path, Object body) {
    return call(service, scope, "PUT", path, json(body), "application/json");
  }

  /** The answer's body, which must be a success. */
  public JsonNode call(
      String service,
      String scope,
      String method,
      String path,
      BodyPublisher body,
      @Nullable String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + suite.ports().of(service) + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token(scope))
            .method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    return send(request.build());
  }

  private String token(String scope) {
    Token known = tokens.get(scope);
    if (known == null || System.nanoTime() > known.until()) {
      known = newToken(scope);
      tokens.put(scope, known);
    }
    return known.value();
  }

  private Token newToken(String scope) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(
                client,
                URLEncoder.encode(suite.secrets().client(client), StandardCharsets.UTF_8),
                URLEncoder.encode(scope, StandardCharsets.UTF_8));
    JsonNode answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:%d/realms/habeas/protocol/openid-connect/token"
                            .formatted(suite.ports().keycloak())))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    long life = Duration.ofSeconds(answer.get("expires_in").asLong() / 2).toNanos();
    return new Token(answer.get("access_token").asText(), System.nanoTime() + life);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new Trouble(
            "bench",
            "%s %s was answered with %d %s"
                .formatted(
                    request.method(), request.uri().getPath(), answer.statusCode(), answer.body()),
            "Report this");
      }
      return answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("bench", "was interrupted", "Start again", e);
    }
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(JSON.valueToTree(body).toString(), StandardCharsets.UTF_8);
  }
}
