package io.habeas.gateway.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives the web app's page for each of its own paths, so that a link into the middle of it works.
 * Files have an extension and are served, or missed, as files.
 */
@ApplicationScoped
class SinglePage {

  void install(@Observes Router router) {
    router.route("/account/*").method(HttpMethod.GET).order(1).handler(SinglePage::page);
    router.route("/desk/*").method(HttpMethod.GET).order(1).handler(SinglePage::page);
  }

  private static void page(RoutingContext context) {
    if (context.request().path().contains(".")) {
      context.next();
    } else {
      context.reroute("/index.html");
    }
  }
}
