package io.habeas.gateway.session;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

/** Gives the framework's sign-in our sessions: the cookie holds nothing but an id. */
@ApplicationScoped
@Alternative
@Priority(1)
public class ServerSideSessions implements TokenStateManager {

  private final Sessions sessions;

  @Inject
  ServerSideSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<String> createTokenState(
      RoutingContext context,
      OidcTenantConfig config,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> request) {
    return sessions.open(Tokens.of(tokens)).map(SessionId::cookie);
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<AuthorizationCodeTokens> request) {
    return sessions
        .tokens(parse(cookie))
        .map(Tokens::asSignIn)
        .onFailure(SessionOver.class)
        .transform(AuthenticationFailedException::new);
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<Void> request) {
    return sessions.end(parse(cookie));
  }

  private static SessionId parse(String cookie) {
    return SessionId.read(cookie).orElseThrow(AuthenticationFailedException::new);
  }
}
