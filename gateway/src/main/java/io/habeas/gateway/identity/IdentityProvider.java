package io.habeas.gateway.identity;

import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The two grants that the gateway asks for by itself. {@link Grant.Over} is an answer; whatever
 * else goes wrong fails with {@link ProviderUnavailable} and says nothing about the session.
 */
@ApplicationScoped
public class IdentityProvider {

  private final WebClient http;
  private final ProviderConfig config;
  private final SecurityClock clock;

  @Inject
  IdentityProvider(Vertx vertx, ProviderConfig config, SecurityClock clock) {
    this.http = WebClient.create(vertx);
    this.config = config;
    this.clock = clock;
  }

  /** The next tokens of a session (RFC 6749, section 6). */
  public Uni<Grant> refresh(String refreshToken) {
    return ask(
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "refresh_token")
            .add("refresh_token", refreshToken));
  }

  /**
   * A token of the same person whose only audience is this service (RFC 8693). The scope {@code
   * web:<service>} is what brings the audience: the session's own token has none.
   */
  public Uni<Grant> exchange(String accessToken, String service) {
    return ask(
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
            .add("subject_token", accessToken)
            .add("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
            .add("requested_token_type", "urn:ietf:params:oauth:token-type:access_token")
            .add("scope", "web:" + service));
  }

  /** Where a browser goes to end its sign-in, and comes back from to this address of ours. */
  public String endSession(String idToken, String backTo) {
    return config.url()
        + config.endSessionPath()
        + "?id_token_hint="
        + idToken
        + "&post_logout_redirect_uri="
        + URLEncoder.encode(backTo, StandardCharsets.UTF_8);
  }

  /** The signing keys as the provider publishes them, a JWK set. */
  Uni<String> keys() {
    return http.getAbs(config.url() + config.keysPath())
        .timeout(config.patience().toMillis())
        .send()
        .onFailure()
        .transform(failure -> new ProviderUnavailable("no keys: " + failure.getClass().getName()))
        .map(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new ProviderUnavailable("no keys: status " + answer.statusCode());
              }
              return answer.bodyAsString();
            });
  }

  private Uni<Grant> ask(MultiMap form) {
    return http.postAbs(config.url() + config.tokenPath())
        .basicAuthentication(config.clientId(), config.secret())
        .timeout(config.patience().toMillis())
        .sendForm(form)
        .onFailure()
        .transform(failure -> new ProviderUnavailable("no grant: " + failure.getClass().getName()))
        .map(this::grant);
  }

  private Grant grant(HttpResponse<Buffer> answer) {
    JsonObject body = body(answer);
    String accessToken = body.getString("access_token");
    if (answer.statusCode() == 200 && accessToken != null) {
      long life = body.getLong("expires_in", 60L);
      Instant renewAt = clock.now().plusMillis(life * 900);
      return new Grant.Given(
          accessToken, body.getString("id_token"), body.getString("refresh_token"), life, renewAt);
    }
    if (isOver(answer.statusCode(), body.getString("error"))) {
      return new Grant.Over();
    }
    throw new ProviderUnavailable(
        "no grant: status " + answer.statusCode() + ", " + body.getString("error"));
  }

  /**
   * {@code invalid_grant} is what RFC 6749 says for a refresh token that no longer works; Keycloak
   * answers an exchange whose session has ended with {@code invalid_request} or {@code
   * invalid_token}.
   */
  private static boolean isOver(int status, @Nullable String error) {
    return (status == 400 || status == 401)
        && ("invalid_grant".equals(error)
            || "invalid_request".equals(error)
            || "invalid_token".equals(error));
  }

  private static JsonObject body(HttpResponse<Buffer> answer) {
    try {
      JsonObject body = answer.bodyAsJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException notJson) {
      return new JsonObject();
    }
  }
}
