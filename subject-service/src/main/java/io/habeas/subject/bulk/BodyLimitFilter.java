package io.habeas.subject.bulk;

import io.habeas.problem.Problem;
import io.habeas.subject.SubjectFailure;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every body short but an import's content, which is a stream. Quarkus has one limit for all
 * of them, so that one is high, and this lowers it for the rest: announced or counted while read.
 */
@Singleton
class BodyLimitFilter {

  /** Right behind Quarkus's own limit, before anything reads. */
  private static final int BEHIND_UPLOAD_LIMIT = -1;

  /** Under this name Quarkus finds the limit as it reads a body without a length. */
  private static final String LIMIT_KEY = "io.quarkus.max-request-size";

  private final long longest;

  BodyLimitFilter(@ConfigProperty(name = "habeas.requests.longest") MemorySize longest) {
    this.longest = longest.asLongValue();
  }

  void install(@Observes Router router) {
    router.route().order(BEHIND_UPLOAD_LIMIT).handler(this::limit);
  }

  private void limit(RoutingContext context) {
    if (isContent(context)) {
      context.next();
    } else if (announced(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > longest) {
      refuse(context.request());
    } else {
      context.put(LIMIT_KEY, longest);
      context.next();
    }
  }

  private static void refuse(HttpServerRequest request) {
    Problem problem = Problem.of(new SubjectFailure.BodyTooLong());
    if (request.version() != HttpVersion.HTTP_2) { // which has no such header
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(
            new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .encode());
  }

  private static boolean isContent(RoutingContext context) {
    String path = context.normalizedPath();
    return path.startsWith("/api/subject/v1/imports/") && path.endsWith("/content");
  }

  private static long announced(@Nullable String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
