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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** One request with events to one target, with a token for it. */
@ApplicationScoped
class Delivery {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final OidcClients tokens;
  private final ConcurrentHashMap<String, TokensHelper> kept = new ConcurrentHashMap<>();

  @Inject
  Delivery(Vertx vertx, OidcClients tokens) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
    this.tokens = tokens;
  }

  /**
   * Tells a target these events, each a CloudEvent in JSON; never fails.
   *
   * @param target the name of the client that asks for its tokens
   * @param address its inbox
   */
  Uni<Outcome> deliver(String target, URI address, List<String> events) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .setTimeout(PATIENCE.toMillis())
            .putHeader("Content-Type", CloudEvent.BATCH);
    return Uni.createFrom()
        .deferred(() -> token(target))
        .invoke(token -> request.putHeader("Authorization", "Bearer " + token))
        .chain(() -> client.request(request))
        .chain(open -> open.send("[" + String.join(",", events) + "]"))
        .chain(answer -> answer.end().replaceWith(answer.statusCode()))
        .map(Outcome::of)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(() -> new Outcome.Unreachable("no answer in time"))
        .onFailure()
        .recoverWithItem(cause -> new Outcome.Unreachable(cause.getClass().getSimpleName()));
  }

  /**
   * One token a target for as long as it lives, not one a request; got by the client that is named
   * like the target, so that it has that audience and no other.
   */
  private Uni<String> token(String target) {
    OidcClient named = Objects.requireNonNull(tokens.getClient(target));
    return kept.computeIfAbsent(target, first -> new TokensHelper())
        .getTokens(named)
        .map(got -> got.getAccessToken());
  }
}
