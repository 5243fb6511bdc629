package io.habeas.gateway.edge;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Refuses paths that two parsers could read in two ways: encoded separators or dots, parameters
 * after a semicolon, empty or dot segments, control characters. What passes means the same to every
 * hop behind.
 */
@ApplicationScoped
class CleanPaths {

  private static final Pattern DOUBTFUL =
      Pattern.compile("(?i)%2f|%5c|%2e|%3b|%25|%0|%1|%7f|[;\\\\\\x00-\\x20\\x7f]|//|/\\.\\.?(/|$)");

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(CleanPaths::check);
  }

  static boolean isClean(String rawPath) {
    return rawPath.startsWith("/") && !DOUBTFUL.matcher(rawPath).find();
  }

  private static void check(RoutingContext context) {
    String uri = context.request().uri();
    int query = uri.indexOf('?');
    if (isClean(query < 0 ? uri : uri.substring(0, query))) {
      context.next();
    } else {
      Refusal.of(400, "ambiguous-path", "Send a plain, normalised path.").send(context);
    }
  }
}
