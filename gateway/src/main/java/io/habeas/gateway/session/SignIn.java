package io.habeas.gateway.session;

import io.habeas.gateway.edge.Refusal;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way in. A route of its own and no resource: elsewhere a missing sign-in is a problem to be
 * told, here it is what to send to the identity provider.
 */
@ApplicationScoped
class SignIn {

  private static final Logger LOG = Logger.getLogger(SignIn.class);

  /** A path on this site: one slash, then no second one and no scheme. */
  private static final Pattern LOCAL_PATH =
      Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}");

  private final IdentityProviderManager identities;
  private final Sessions sessions;
  private final SecondFactor secondFactor;

  @Inject
  SignIn(IdentityProviderManager identities, Sessions sessions, SecondFactor secondFactor) {
    this.identities = identities;
    this.sessions = sessions;
    this.secondFactor = secondFactor;
  }

  void install(@Observes Router router) {
    router.get("/login").handler(this::signIn);
  }

  /** Where to go after the sign-in: only to a path of our own. */
  static String safeReturn(@Nullable String asked) {
    return asked != null && LOCAL_PATH.matcher(asked).matches() ? asked : "/";
  }

  /** A cookie whose session has ended is taken away first: the framework would refuse it. */
  private void signIn(RoutingContext context) {
    Cookie cookie = context.request().getCookie(SessionId.COOKIE);
    if (cookie == null) {
      identify(context);
      return;
    }
    SessionId.read(cookie.getValue())
        .map(sessions::tokens)
        .orElseGet(() -> Uni.createFrom().failure(new SessionOver()))
        .subscribe()
        .with(
            living -> identify(context),
            failure -> {
              if (failure instanceof SessionOver) {
                context.response().addCookie(SessionId.noCookie());
                redirect(context, 303, "/login?returnTo=" + encoded(returnTo(context)));
              } else {
                Refusal.unavailable().send(context);
              }
            });
  }

  private void identify(RoutingContext context) {
    QuarkusHttpUser.getSecurityIdentity(context, identities)
        .subscribe()
        .with(identity -> proceed(context, identity), failure -> begin(context, failure));
  }

  private void proceed(RoutingContext context, @Nullable SecurityIdentity identity) {
    if (identity == null || identity.isAnonymous()) {
      challenge(context);
    } else if (!secondFactor.isMissing(identity)) {
      secondFactor.done(context);
      redirect(context, 303, returnTo(context));
    } else if (secondFactor.wasAskedFor(context)) {
      secondFactor.done(context);
      Refusal.of(403, "second-factor-missing", "Your sign-in has no second factor; set one up.")
          .send(context);
    } else {
      stepUp(context);
    }
  }

  /**
   * The sign-in begins again and ends at a higher level. The identity provider knows the person by
   * its own session, so it asks for what is missing only. The session here ends first: one that the
   * browser still names would be taken up instead.
   */
  private void stepUp(RoutingContext context) {
    Cookie session = context.request().getCookie(SessionId.COOKIE);
    SessionId.read(session == null ? "" : session.getValue())
        .map(sessions::end)
        .orElseGet(() -> Uni.createFrom().voidItem())
        .subscribe()
        .with(
            ended -> {
              context.response().addCookie(SessionId.noCookie());
              secondFactor.askFor(context);
              redirect(context, 303, "/login?returnTo=" + encoded(returnTo(context)));
            },
            context::fail);
  }

  private static String returnTo(RoutingContext context) {
    return safeReturn(context.request().getParam("returnTo"));
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  /** The code flow tells its next step by a failure that names where to go. */
  private static void begin(RoutingContext context, Throwable failure) {
    if (context.response().headWritten()) {
      return; // the framework has taken the step itself
    }
    if (failure instanceof AuthenticationRedirectException step) {
      redirect(context, step.getCode(), step.getRedirectUri());
    } else {
      LOG.infof("a sign-in begins again: %s", failure.getClass().getName());
      challenge(context);
    }
  }

  private static void challenge(RoutingContext context) {
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    authenticator
        .sendChallenge(context)
        .subscribe()
        .with(
            sent -> {
              if (!context.response().ended()) {
                context.response().end();
              }
            },
            context::fail);
  }

  private static void redirect(RoutingContext context, int status, String target) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Location", target)
        .putHeader("Cache-Control", "no-store")
        .end();
  }
}
