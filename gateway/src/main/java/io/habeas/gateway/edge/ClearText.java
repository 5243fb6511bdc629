package io.habeas.gateway.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * No upgrade to HTTP/2 without TLS. Of the large files that Java's client asked for while it
 * upgraded, about one in forty came with a frame that was none; browsers never ask for it. HTTP/2
 * over TLS stays.
 */
@ApplicationScoped
class ClearText implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
