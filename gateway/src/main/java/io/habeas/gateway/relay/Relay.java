package io.habeas.gateway.relay;

import io.habeas.gateway.edge.Refusal;
import io.habeas.gateway.session.SessionId;
import io.habeas.gateway.session.SessionOver;
import io.habeas.gateway.session.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way from the door to the services. */
@ApplicationScoped
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Operations operations;
  private final Sessions sessions;
  private final String origin;
  private final Map<String, HttpProxy> proxies;

  @Inject
  Relay(Vertx vertx, PeersConfig config, Operations operations, Sessions sessions) {
    this.sessions = sessions;
    this.operations = operations;
    this.origin = originOf(config.publicUrl());
    this.proxies =
        config.peers().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, peer -> proxy(vertx, peer.getValue().url())));
  }

  void install(@Observes Router router) {
    router.route("/api/*").handler(this::relay);
    router.route("/policy/*").handler(this::relay);
    router.route("/unsubscribe/*").handler(this::relay);
    router.route("/proof").handler(this::relay);
    LOG.infof("%d operations are open", operations.size());
  }

  private void relay(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Operation> found = operations.find(request.method().name(), request.path());
    if (found.isEmpty()) {
      refuseUnknown(context);
      return;
    }
    boolean hasBearer = request.getHeader("Authorization") != null;
    boolean hasSession = hasSessionCookie(request);
    if (hasBearer && hasSession) {
      Refusal.of(400, "two-identities", "Send a session cookie or a bearer token, not both.")
          .send(context);
    } else if (hasSession && !found.get().anyone()) {
      relayForBrowser(context, found.get());
    } else if (hasBearer || found.get().anyone()) {
      pass(context, found.get(), null);
    } else {
      Refusal.of(401, "unauthenticated", "Sign in, or send a bearer token.").send(context);
    }
  }

  private void relayForBrowser(RoutingContext context, Operation operation) {
    HttpServerRequest request = context.request();
    if (!SAFE.contains(request.method()) && isCrossSite(request)) {
      Refusal.of(403, "cross-site-request", "Changes are taken from our own pages only.")
          .send(context);
      return;
    }
    request.pause();
    tokenOf(request, operation.service())
        .subscribe()
        .with(token -> pass(context, operation, token), failure -> refuseSession(context, failure));
  }

  /** The person's token for this one service: what a service is sent opens no other. */
  private Uni<String> tokenOf(HttpServerRequest request, String service) {
    Cookie cookie = request.getCookie(SessionId.COOKIE);
    return SessionId.read(cookie == null ? "" : cookie.getValue())
        .map(session -> sessions.tokenFor(session, service))
        .orElseGet(() -> Uni.createFrom().failure(new SessionOver()));
  }

  /** The proxy copies the request's headers, so what must not pass is taken out of them first. */
  private void pass(RoutingContext context, Operation operation, @Nullable String token) {
    HttpServerRequest request = context.request();
    request.headers().remove("Cookie");
    if (token != null) {
      request.headers().set("Authorization", "Bearer " + token);
    } else if (operation.anyone()) {
      request.headers().remove("Authorization");
    }
    HttpProxy proxy = proxies.get(operation.service());
    if (proxy == null) {
      Refusal.of(503, "unavailable", "This part is not configured.").send(context);
    } else {
      proxy.handle(request);
    }
  }

  private void refuseUnknown(RoutingContext context) {
    var methods = operations.methodsOf(context.request().path());
    if (methods.isEmpty()) {
      Refusal.missing().send(context);
    } else {
      context.response().putHeader("Allow", String.join(", ", methods));
      Refusal.of(405, "method-not-allowed", "See the Allow header.").send(context);
    }
  }

  /**
   * A session that cannot be read now is not one that has ended: who would be sent to sign in again
   * because a database pauses?
   */
  private static void refuseSession(RoutingContext context, Throwable failure) {
    context.request().resume();
    if (failure instanceof SessionOver) {
      Refusal.of(401, "session-ended", "Your session has ended. Sign in again.").send(context);
    } else {
      LOG.warnf("a session cannot be read: %s", failure.getClass().getName());
      Refusal.unavailable().send(context);
    }
  }

  private boolean isCrossSite(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String from = request.getHeader("Origin");
    boolean siteIsOurs = site == null ? from != null : site.equals("same-origin");
    boolean originIsOurs = from == null || from.equals(origin);
    return !(siteIsOurs && originIsOurs);
  }

  private static boolean hasSessionCookie(HttpServerRequest request) {
    return request.cookies().stream()
        .map(Cookie::getName)
        .anyMatch(name -> name.startsWith(SessionId.COOKIE));
  }

  private static HttpProxy proxy(Vertx vertx, URI url) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setMaxPoolSize(64)
            .setKeepAliveTimeout(55)
            .setConnectTimeout(2_000)
            .setSsl("https".equals(url.getScheme()));
    int port = url.getPort() > 0 ? url.getPort() : options.isSsl() ? 443 : 80;
    return HttpProxy.reverseProxy(vertx.createHttpClient(options))
        .origin(port, url.getHost())
        .addInterceptor(new UnreachablePeer());
  }

  private static String originOf(URI url) {
    return url.getScheme() + "://" + url.getAuthority();
  }
}
