package io.habeas.gateway.session;

import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Asks the identity provider for more than a password where somebody with a desk role has signed in
 * with less. Who is a customer only is never asked. The services refuse a desk role below the level
 * for themselves; this is how one gets there.
 */
@ApplicationScoped
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class SecondFactor implements OidcRedirectFilter {

  /** What the services are told as well. */
  @ConfigMapping(prefix = "habeas.access")
  interface Config {

    /** The {@code acr} values that do for desk roles, the one to ask for first; unset: any. */
    Optional<List<String>> deskAcr();
  }

  private static final Set<String> DESK = Set.of("support", "dpo", "legal", "marketing", "auditor");
  private static final String ASKED = "habeas_level";
  private static final long ASKED_SECONDS = 600;

  private final Config config;

  @Inject
  SecondFactor(Config config) {
    this.config = config;
  }

  /** Whether this person has to show more before the desk opens. */
  boolean isMissing(SecurityIdentity person) {
    boolean isAtTheDesk = !Collections.disjoint(person.getRoles(), DESK);
    return isAtTheDesk
        && config
            .deskAcr()
            .filter(wanted -> Collections.disjoint(wanted, levels(person)))
            .isPresent();
  }

  /** Whether it was asked for in vain: a provider that does not know the level must not loop. */
  boolean wasAskedFor(RoutingContext context) {
    return context.request().getCookie(ASKED) != null;
  }

  /** Marks the sign-in that the browser begins next as one that shows more. */
  void askFor(RoutingContext context) {
    context.response().addCookie(mark("1", ASKED_SECONDS));
  }

  /** Ends the mark, for whichever way it has ended. */
  void done(RoutingContext context) {
    if (wasAskedFor(context)) {
      context.response().addCookie(mark("", 0));
    }
  }

  @Override
  public void filter(OidcRedirectContext redirect) {
    if (wasAskedFor(redirect.routingContext())) {
      config
          .deskAcr()
          .ifPresent(
              levels ->
                  redirect.additionalQueryParams().set("acr_values", String.join(" ", levels)));
    }
  }

  /**
   * What the sign-in has reached. After a token exchange Keycloak writes a lower {@code acr} into
   * the session's own tokens too; {@code levels} stays.
   */
  private static Set<String> levels(SecurityIdentity person) {
    Set<String> levels = new HashSet<>();
    if (person.getPrincipal() instanceof JsonWebToken id) {
      levels.add(String.valueOf(id.<Object>getClaim("acr")));
      if (id.<Object>getClaim("levels") instanceof Map<?, ?> reached) {
        reached.keySet().forEach(level -> levels.add(String.valueOf(level)));
      }
    }
    return levels;
  }

  private static Cookie mark(String value, long seconds) {
    return Cookie.cookie(ASKED, value)
        .setPath("/login")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(seconds);
  }
}
