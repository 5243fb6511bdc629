package io.habeas.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Counts a body that did not announce its length. The framework counts too, but ends the answer
 * itself, without a word, or over HTTP/2 the whole stream: so its limit is taken out of its hands
 * and kept here, where the excess can be answered.
 */
@Provider
@ApplicationScoped
class CountedBody implements ReaderInterceptor {

  /** Behind whatever sets the limit, before anything reads. */
  private static final int BEHIND_LIMITS = 0;

  /** Under this name Quarkus finds the limit when it begins to read. */
  private static final String FRAMEWORKS = "io.quarkus.max-request-size";

  private static final String OURS = "habeas.longest-body";

  private final RoutingContext request;

  @Inject
  CountedBody(RoutingContext request) {
    this.request = request;
  }

  void install(@Observes Router router) {
    router
        .route()
        .order(BEHIND_LIMITS)
        .handler(
            context -> {
              context.put(OURS, context.remove(FRAMEWORKS));
              context.next();
            });
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    Long longest = request.get(OURS);
    if (longest != null) {
      body.setInputStream(new Counted(body.getInputStream(), longest));
    }
    return body.proceed();
  }

  @ServerExceptionMapper(priority = 1)
  Response tooLong(TooLong excess, HttpServerRequest request) {
    EdgeProblems.endConnection(request);
    return HttpProblems.of(413).toResponse();
  }

  /** There is more of the body than may be. */
  static final class TooLong extends IOException {
    @Serial private static final long serialVersionUID = 1L;
  }

  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream body, long longest) {
      super(body);
      this.left = longest;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = super.read(into, from, most);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int read) throws TooLong {
      left -= read;
      if (left < 0) {
        throw new TooLong();
      }
    }
  }
}
