package io.habeas.problem;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.BlockingOperationSupport;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts a body that comes without a length. The framework would count it too, and end the exchange
 * with a status alone.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class UnannouncedBodies implements ReaderInterceptor {
  /** Under this name the framework finds the limit of a body without a length. */
  private static final String LIMIT_KEY = "io.quarkus.max-request-size";

  /** A filter that does not block has to come before those that do. */
  private static final int FIRST = 0;

  private static final String ALLOWED = UnannouncedBodies.class.getName();

  private record Allowed(RoutingContext routing, long bytes) {
    InputStream count(InputStream body) {
      return new CountedBody(body, bytes, () -> EdgeProblems.endConnection(routing));
    }
  }

  @ServerRequestFilter(nonBlocking = true, priority = FIRST)
  void takeOver(ResteasyReactiveContainerRequestContext context, RoutingContext routing) {
    Long limit = routing.remove(LIMIT_KEY);
    if (limit != null) {
      Allowed allowed = new Allowed(routing, limit);
      context.setProperty(ALLOWED, allowed);
      if (isForm(context.getMediaType())) {
        countForm(context, allowed);
      }
    }
  }

  private static boolean isForm(@Nullable MediaType type) {
    return type != null
        && (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)
            || MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type));
  }

  /**
   * The fields of a form are read by no reader that could be intercepted. On the event loop they
   * are taken from the connection as they come, past every stream and every limit; on a worker's
   * thread from the body, as we give it.
   */
  private static void countForm(ResteasyReactiveContainerRequestContext context, Allowed allowed) {
    context.setEntityStream(allowed.count(context.getEntityStream()));
    if (!BlockingOperationSupport.isBlockingAllowed()) {
      ResteasyReactiveRequestContext request =
          (ResteasyReactiveRequestContext) context.getServerRequestContext();
      request.suspend();
      request.resume(Infrastructure.getDefaultExecutor());
    }
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (context.getProperty(ALLOWED) instanceof Allowed allowed) {
      context.setInputStream(allowed.count(context.getInputStream()));
      try {
        return context.proceed();
      } catch (IOException | RuntimeException e) {
        if (BodyTooLong.isBehind(e)) {
          throw new BodyTooLong();
        }
        throw e;
      }
    }
    return context.proceed();
  }

  @ServerExceptionMapper(priority = 1)
  Response tooLong(BodyTooLong failure) {
    return HttpProblems.of(413).toResponse();
  }
}
