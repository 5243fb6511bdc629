package io.habeas.gateway.relay;

import io.habeas.gateway.edge.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;

/** Answers in the place of a service that cannot be reached. */
final class UnreachablePeer implements ProxyInterceptor {

  private static final Logger LOG = Logger.getLogger(UnreachablePeer.class);

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    return context.sendRequest().recover(cause -> Future.succeededFuture(answer(context, cause)));
  }

  private static ProxyResponse answer(ProxyContext context, Throwable cause) {
    LOG.warnf("a service does not answer: %s", cause.getClass().getName());
    context.request().release();
    Refusal refusal = Refusal.unavailable();
    return context
        .request()
        .response()
        .setStatusCode(503)
        .putHeader("Content-Type", Refusal.MEDIA_TYPE)
        .putHeader("Retry-After", "5")
        .setBody(Body.body(Buffer.buffer(refusal.json())));
  }
}
