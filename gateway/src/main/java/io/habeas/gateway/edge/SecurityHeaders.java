package io.habeas.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Headers that every answer carries, whoever made it. */
@ApplicationScoped
class SecurityHeaders {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=(), payment=()",
          "Strict-Transport-Security",
          "max-age=31536000; includeSubDomains");

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(SecurityHeaders::add);
  }

  private static void add(RoutingContext context) {
    context.addHeadersEndHandler(
        done -> {
          MultiMap headers = context.response().headers();
          HEADERS.forEach(headers::set);
          if (isForOtherSites(context)) {
            headers.set("Cross-Origin-Resource-Policy", "cross-origin");
            headers.set("Access-Control-Allow-Origin", "*");
          }
        });
    context.next();
  }

  /** What the home pages of our brands load: the same for everybody, without a cookie. */
  private static boolean isForOtherSites(RoutingContext context) {
    String path = context.normalizedPath();
    return path.startsWith("/embed/") || path.equals("/policy/notices.json");
  }
}
