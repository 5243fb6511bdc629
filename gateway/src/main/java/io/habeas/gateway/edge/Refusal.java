package io.habeas.gateway.edge;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A problem that the gateway itself answers, RFC 9457.
 *
 * @param status the HTTP status
 * @param code the stable name
 * @param title the same short sentence each time
 * @param detail what to do
 */
public record Refusal(int status, String code, String title, String detail) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A refusal whose title says no more than its status. */
  public static Refusal of(int status, String code, String detail) {
    String title =
        switch (status) {
          case 400 -> "The request cannot be read";
          case 401 -> "Sign in first";
          case 403 -> "Not allowed";
          case 405 -> "Method not allowed";
          case 413 -> "The request is too large";
          case 429 -> "Too many requests";
          default -> "Not available now";
        };
    return new Refusal(status, code, title, detail);
  }

  /** The same answer that a service gives for what is not there. */
  public static Refusal missing() {
    return new Refusal(
        404, "not-found", "Not found", "There is nothing here, or nothing that you may see.");
  }

  /** Something behind the gateway does not answer; trying again soon is right. */
  public static Refusal unavailable() {
    return of(503, "unavailable", "This part does not answer now. Try again soon.");
  }

  /** The problem object. */
  public String json() {
    return new JsonObject()
        .put("type", "urn:habeas:problem:" + code)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .encode();
  }

  /** Answers the request with it. */
  public void send(RoutingContext context) {
    if (status == 503) {
      context.response().putHeader("Retry-After", "5");
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(json());
  }
}
