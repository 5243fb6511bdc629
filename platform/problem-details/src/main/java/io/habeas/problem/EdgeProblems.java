package io.habeas.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers for what fails before a resource is reached: too large a body, a path nobody serves. */
@ApplicationScoped
class EdgeProblems {

  private static final long LINGER_MS = 2_000;

  private final long mostBytes;

  @Inject
  EdgeProblems(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> mostBytes) {
    this.mostBytes = mostBytes.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::refuseTooLarge);
    for (int status : new int[] {400, 404, 405, 413, 415, 431}) {
      router.errorHandler(status, context -> answer(context, status));
    }
  }

  /** The framework answers an announced excess without a body; the same refusal, explained. */
  private void refuseTooLarge(RoutingContext context) {
    if (announcedBytes(context.request().getHeader("Content-Length")) > mostBytes) {
      endConnection(context);
      answer(context, 413);
    } else {
      if (context.request().getHeader("Transfer-Encoding") != null) {
        context.addEndHandler(_ -> endUnlessItEnds(context));
      }
      context.next();
    }
  }

  /**
   * Who was answered may go on sending what nobody reads, without end: where a body is ignored, as
   * an unsubscription's is, nobody counts it.
   */
  private static void endUnlessItEnds(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.isEnded()) {
      context
          .vertx()
          .setTimer(
              LINGER_MS,
              _ -> {
                if (!request.isEnded()) {
                  request.connection().close();
                }
              });
    }
  }

  /**
   * What is still on its way of a refused body is not read, so nothing else can come over the
   * connection: it ends a little after the answer, for whoever reads only when all is sent. HTTP/2
   * has streams for that, and no such header.
   */
  static void endConnection(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() != HttpVersion.HTTP_2) {
      context.response().putHeader("Connection", "close");
      context.addEndHandler(
          _ -> context.vertx().setTimer(LINGER_MS, _ -> request.connection().close()));
    }
  }

  private static long announcedBytes(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException notANumber) {
      return 0;
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
