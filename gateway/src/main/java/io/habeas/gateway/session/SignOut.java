package io.habeas.gateway.session;

import io.habeas.gateway.edge.Refusal;
import io.habeas.gateway.identity.IdentityProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way out: the session ends here first, then at the identity provider (OpenID Connect
 * RP-Initiated Logout 1.0), or the next sign-in would ask for nothing.
 */
@ApplicationScoped
class SignOut {

  private final Sessions sessions;
  private final IdentityProvider provider;
  private final String home;

  @Inject
  SignOut(
      Sessions sessions,
      IdentityProvider provider,
      @ConfigProperty(name = "habeas.public-url") String publicUrl) {
    this.sessions = sessions;
    this.provider = provider;
    this.home = publicUrl.replaceFirst("/+$", "") + "/";
  }

  void install(@Observes Router router) {
    router.get("/logout").handler(this::signOut);
  }

  private void signOut(RoutingContext context) {
    if ("cross-site".equals(context.request().getHeader("Sec-Fetch-Site"))) {
      Refusal.of(403, "cross-site-request", "Changes are taken from our own pages only.")
          .send(context);
      return;
    }
    Cookie cookie = context.request().getCookie(SessionId.COOKIE);
    SessionId.read(cookie == null ? "" : cookie.getValue())
        .map(this::leave)
        .orElseGet(() -> Uni.createFrom().item(home))
        .subscribe()
        .with(next -> redirect(context, next), failure -> Refusal.unavailable().send(context));
  }

  /** Ends the session; where to go on. One that has ended already has nothing to tell. */
  private Uni<String> leave(SessionId id) {
    return sessions
        .tokens(id)
        .map(tokens -> tokens.id() == null ? home : provider.endSession(tokens.id(), home))
        .onFailure()
        .recoverWithItem(home)
        .call(() -> sessions.end(id));
  }

  private static void redirect(RoutingContext context, String target) {
    context
        .response()
        .addCookie(SessionId.noCookie())
        .setStatusCode(303)
        .putHeader("Location", target)
        .putHeader("Cache-Control", "no-store")
        .end();
  }
}
