package io.habeas.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
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
import org.jspecify.annotations.Nullable;

/** The running realm, through the identity provider's administration API. */
public final class Realm {

  /** How the realm names a sign-in with password and one-time code ({@code acr}). */
  public static final String SECOND_FACTOR = "2";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String server;
  private final Secrets secrets;
  private @Nullable String token;
  private long tokenUntil;

  /** The realm of the suite on these ports. */
  public Realm(Ports ports, Secrets secrets) {
    this.server = "http://127.0.0.1:" + ports.keycloak();
    this.secrets = secrets;
  }

  /** Lets the gateway answer at this address, if the suite has moved to another port. */
  void moveTo(String publicUrl) {
    JsonNode gateway = get("/clients?clientId=gateway").path(0);
    if (publicUrl.equals(gateway.path("rootUrl").asText())) {
      return;
    }
    ObjectNode moved = ((ObjectNode) gateway).put("rootUrl", publicUrl);
    moved.putArray("redirectUris").add(publicUrl + "/login");
    ObjectNode attributes = (ObjectNode) moved.get("attributes");
    attributes.put("post.logout.redirect.uris", publicUrl + "/");
    attributes.put(
        "backchannel.logout.url",
        publicUrl.replace("localhost", "127.0.0.1") + "/back-channel-logout");
    send("PUT", "/clients/" + gateway.get("id").asText(), moved);
  }

  /** Reads a resource of the realm. */
  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  /** Changes a resource of the realm; the answer's body, or an empty object. */
  public JsonNode send(String method, String path, @Nullable JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/admin/realms/habeas" + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build();
    return answer(request);
  }

  private String token() {
    String current = token;
    if (current == null || System.nanoTime() > tokenUntil) {
      String form =
          "grant_type=password&client_id=admin-cli&username="
              + Keycloak.ADMIN
              + "&password="
              + URLEncoder.encode(Keycloak.adminPassword(secrets), StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(server + "/realms/master/protocol/openid-connect/token"))
              .timeout(PATIENCE)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build();
      JsonNode answer = answer(request);
      current = answer.get("access_token").asText();
      token = current;
      tokenUntil =
          System.nanoTime() + Duration.ofSeconds(answer.get("expires_in").asLong() / 2).toNanos();
    }
    return current;
  }

  private JsonNode answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new Trouble(
            Keycloak.NAME,
            request.method()
                + " "
                + request.uri().getPath()
                + " was answered with "
                + response.statusCode(),
            "Start with --fresh if the realm is older than the project");
      }
      return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new Trouble(
          Keycloak.NAME, "gives no answer (" + e + ")", "See ./habeas logs keycloak", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(Keycloak.NAME, "was interrupted", "Start again", e);
    }
  }
}
