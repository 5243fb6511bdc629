package io.habeas.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP as one caller: a base address and a token, or none. */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final @Nullable String token;

  Api(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer; its body is missing where it was not JSON. */
  record Answer(int status, JsonNode body, String text) {

    String code() {
      return body.path("type").asText().replace("urn:habeas:problem:", "");
    }
  }

  /** Through the gateway as a machine client of the realm with these scopes. */
  static Api client(String clientId, String scopes) {
    Suite suite = Suite.RUNNING;
    String form =
        form(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                suite.secret("client." + clientId),
                "scope",
                scopes));
    Answer answer =
        new Api(suite.issuer(), null)
            .send(
                "POST",
                "/protocol/openid-connect/token",
                form,
                "application/x-www-form-urlencoded");
    if (answer.status() != 200) {
      throw new IllegalStateException("no token for " + clientId + ": " + answer.text());
    }
    return new Api(suite.url(), answer.body().path("access_token").asText());
  }

  /** Through the gateway without a token. */
  static Api nobody() {
    return new Api(Suite.RUNNING.url(), null);
  }

  /** The same caller at another address. */
  Api at(String otherBase) {
    return new Api(otherBase, token);
  }

  /** The bearer token, for a request that this class does not make. */
  String token() {
    return String.valueOf(token);
  }

  /** A claim of the token, as text. */
  String claim(String name) {
    String payload = String.valueOf(token).split("\\.")[1];
    return parse(
            new String(java.util.Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .path(name)
        .asText();
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, json(body), "application/json");
  }

  Answer put(String path, Object body) {
    return send("PUT", path, json(body), "application/json");
  }

  Answer send(String method, String path, @Nullable String body, @Nullable String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(5));
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), parse(response.body()), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String json(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? JSON.missingNode() : node;
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
