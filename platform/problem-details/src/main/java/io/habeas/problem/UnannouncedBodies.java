package io.habeas.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

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

  private record Allowed(RoutingContext routing, long bytes) {}

  @ServerRequestFilter(nonBlocking = true, priority = FIRST)
  void takeOver(ContainerRequestContext context, RoutingContext routing) {
    Long limit = routing.remove(LIMIT_KEY);
    if (limit != null) {
      context.setProperty(ALLOWED, new Allowed(routing, limit));
    }
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (context.getProperty(ALLOWED) instanceof Allowed(RoutingContext routing, long bytes)) {
      context.setInputStream(new CountedBody(context.getInputStream(), bytes));
      try {
        return context.proceed();
      } catch (IOException | RuntimeException e) {
        if (BodyTooLong.isBehind(e)) {
          EdgeProblems.endConnection(routing);
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
