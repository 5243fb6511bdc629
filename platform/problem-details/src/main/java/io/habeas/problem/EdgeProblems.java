package io.habeas.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers for what fails before a resource is reached: too large a body, a path nobody serves. */
@ApplicationScoped
class EdgeProblems {

  void install(@Observes Router router) {
    for (int status : new int[] {400, 404, 405, 413, 415, 431}) {
      router.errorHandler(status, context -> answer(context, status));
    }
  }

  private static void answer(RoutingContext context, int status) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      return;
    }
    Problem problem = HttpProblems.of(status);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(
            new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .encode());
  }
}
