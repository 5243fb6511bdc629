package io.habeas.gateway.session;

import io.habeas.clock.SecurityClock;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Keeps the tokens of people who are signed in; the cookie holds nothing but an id. */
@ApplicationScoped
@Alternative
@Priority(1)
public class ServerSideSessions implements TokenStateManager {

  private static final Duration LONGEST = Duration.ofHours(10);

  private final Pool pool;
  private final SecurityClock clock;

  @Inject
  ServerSideSessions(Pool pool, SecurityClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<String> createTokenState(
      RoutingContext context,
      OidcTenantConfig config,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> request) {
    SessionId id = SessionId.random();
    Instant now = clock.now();
    return SessionStore.keep(pool, id.hash(), id.seal(write(tokens)), now, now.plus(LONGEST))
        .replaceWith(id.cookie());
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<AuthorizationCodeTokens> request) {
    SessionId id = parse(cookie);
    return SessionStore.find(pool, id.hash(), clock.now())
        .map(found -> read(id.open(found.orElseThrow(AuthenticationFailedException::new))));
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<Void> request) {
    return SessionStore.end(pool, parse(cookie).hash());
  }

  @Scheduled(every = "10m", delayed = "1m")
  Uni<Void> dropExpired() {
    return SessionStore.dropExpired(pool, clock.now());
  }

  private static SessionId parse(String cookie) {
    try {
      return SessionId.parse(cookie);
    } catch (IllegalArgumentException forged) {
      throw new AuthenticationFailedException(forged);
    }
  }

  private static String write(AuthorizationCodeTokens tokens) {
    return new JsonObject()
        .put("id", tokens.getIdToken())
        .put("access", tokens.getAccessToken())
        .put("refresh", tokens.getRefreshToken())
        .put("expiresIn", tokens.getAccessTokenExpiresIn())
        .put("scope", tokens.getAccessTokenScope())
        .encode();
  }

  private static AuthorizationCodeTokens read(String written) {
    JsonObject tokens = new JsonObject(written);
    return new AuthorizationCodeTokens(
        tokens.getString("id"),
        tokens.getString("access"),
        tokens.getString("refresh"),
        tokens.getLong("expiresIn"),
        tokens.getString("scope"));
  }
}
