package io.habeas.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * A problem details object of RFC 9457.
 *
 * @param type a stable URI that names the kind of problem
 * @param title the same short sentence for each occurrence
 * @param status the HTTP status code
 * @param detail what happened this time and what to do
 * @param extensions further members, written beside the others
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonIgnore Map<String, Object> extensions) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:habeas:problem:";

  /** The problem that tells of a domain failure. */
  public static Problem of(Failure failure) {
    return new Problem(
        TYPE_PREFIX + failure.code(),
        failure.title(),
        failure.kind().status(),
        failure.detail(),
        failure.extensions());
  }

  static Problem of(int status, String code, String title, String detail) {
    return new Problem(TYPE_PREFIX + code, title, status, detail, Map.of());
  }

  /** The extension members, written at the top level. */
  @JsonAnyGetter
  public Map<String, Object> members() {
    return extensions;
  }

  /** This problem as an HTTP answer. */
  public Response toResponse() {
    Response.ResponseBuilder answer =
        Response.status(status).type(MEDIA_TYPE).entity(this).header("Cache-Control", "no-store");
    if (status == Kind.UNAVAILABLE.status() || status == Kind.TOO_MANY.status()) {
      answer.header("Retry-After", "5");
    }
    return answer.build();
  }
}
