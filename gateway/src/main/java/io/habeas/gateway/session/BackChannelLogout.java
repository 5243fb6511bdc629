package io.habeas.gateway.session;

import io.habeas.gateway.edge.Refusal;
import io.habeas.gateway.identity.ForgedToken;
import io.habeas.gateway.identity.SigningKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the identity provider tells that somebody has signed out elsewhere, or was signed out by an
 * administrator. The sessions are deleted from the table, so every replica refuses them at once.
 */
@ApplicationScoped
class BackChannelLogout {

  private static final Logger LOG = Logger.getLogger(BackChannelLogout.class);
  private static final String PATH = "/back-channel-logout";
  private static final long LONGEST_BODY = 16_384;

  /** Clocks differ: a token is remembered for a while longer than it is taken. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final SigningKeys keys;
  private final Pool pool;

  @Inject
  BackChannelLogout(SigningKeys keys, Pool pool) {
    this.keys = keys;
    this.pool = pool;
  }

  void install(@Observes Router router) {
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
        .handler(this::told)
        .failureHandler(BackChannelLogout::unread);
  }

  /** Longer than a token can be, announced or not. */
  private static void unread(RoutingContext context) {
    if (context.statusCode() == 413) {
      Refusal.of(413, "too-large", "Send a logout token and nothing else.").send(context);
    } else {
      context.next();
    }
  }

  private void told(RoutingContext context) {
    String token = context.request().getFormAttribute("logout_token");
    end(token)
        .subscribe()
        .with(ended -> confirm(context, ended), failure -> refuse(context, failure));
  }

  /** How many sessions ended; fails where the token is not to be obeyed. */
  private Uni<Integer> end(@Nullable String token) {
    if (token == null) {
      return Uni.createFrom().failure(new NotALogout("no logout_token"));
    }
    return keys.claims(token)
        .map(claims -> LogoutToken.of(claims).orElseThrow(() -> new NotALogout("not its claims")))
        .chain(logout -> pool.withTransaction(tx -> obey(tx, logout)));
  }

  private static Uni<Integer> obey(SqlConnection tx, LogoutToken logout) {
    return SessionStore.obey(tx, logout.id(), logout.expiresAt().plus(SKEW))
        .chain(
            isFirst -> {
              if (!isFirst) {
                return Uni.createFrom().failure(new NotALogout("replayed"));
              }
              return logout.providerSession() != null
                  ? SessionStore.endProviderSession(tx, logout.providerSession())
                  : SessionStore.endPerson(tx, java.util.Objects.requireNonNull(logout.person()));
            });
  }

  private static void confirm(RoutingContext context, int ended) {
    LOG.infof("the identity provider ended %d sessions", ended);
    context.response().setStatusCode(200).putHeader("Cache-Control", "no-store").end();
  }

  private static void refuse(RoutingContext context, Throwable failure) {
    if (failure instanceof NotALogout || failure instanceof ForgedToken) {
      LOG.warnf("a logout token is refused: %s", failure.getClass().getSimpleName());
      Refusal.of(400, "invalid-logout-token", "Send a logout token of our identity provider, once.")
          .send(context);
    } else {
      LOG.warnf("a logout could not be carried out: %s", failure.getClass().getName());
      Refusal.unavailable().send(context);
    }
  }

  /** What was sent ends no session. */
  private static final class NotALogout extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    NotALogout(String why) {
      super(why, null, false, false);
    }
  }
}
