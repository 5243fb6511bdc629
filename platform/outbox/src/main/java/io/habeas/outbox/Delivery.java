package io.habeas.outbox;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** One event to one target, with a token for it. */
@ApplicationScoped
class Delivery {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final OidcClients tokens;
  private final OutboxConfig config;
  private final ConcurrentHashMap<String, TokensHelper> kept = new ConcurrentHashMap<>();

  @Inject
  Delivery(Vertx vertx, OidcClients tokens, OutboxConfig config) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setMaxPoolSize(32));
    this.tokens = tokens;
    this.config = config;
  }

  /**
   * Completes when the target has taken the event; fails otherwise, with a reason fit for a log.
   */
  Uni<Void> deliver(String target, String body) {
    OutboxConfig.Target known = config.targets().get(target);
    if (known == null) {
      return Uni.createFrom().failure(new NotDelivered("no target is configured under this name"));
    }
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(known.url().toString())
            .setTimeout(PATIENCE.toMillis())
            .putHeader("Content-Type", CloudEvent.MEDIA_TYPE);
    return token(target)
        .invoke(token -> request.putHeader("Authorization", "Bearer " + token))
        .chain(() -> client.request(request))
        .chain(open -> open.send(body))
        .invoke(answer -> requireTaken(answer.statusCode()))
        .chain(answer -> answer.end())
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> new NotDelivered("no answer in time"));
  }

  /** One token a target for as long as it lives, not one a delivery. */
  private Uni<String> token(String target) {
    OidcClient named = Objects.requireNonNullElseGet(tokens.getClient(target), tokens::getClient);
    return kept.computeIfAbsent(target, first -> new TokensHelper())
        .getTokens(named)
        .map(got -> got.getAccessToken());
  }

  private static void requireTaken(int status) {
    if (status / 100 != 2) {
      throw new NotDelivered("answered " + status);
    }
  }

  private static final class NotDelivered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDelivered(String reason) {
      super(reason, null, false, false);
    }
  }
}
