package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.habeas.bucket.Bucket;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as its consumer makes it.
 *
 * @param operation method and path
 * @param request the body, or the query's parameters of a GET
 * @param answer an example with just the fields that the consumer reads; of a stream, one line;
 *     none, if it reads nothing
 */
public record Exchange(String operation, JsonNode request, @Nullable JsonNode answer) {

  /** Stands in requests for a subject that the provider holds. */
  public static final String SUBJECT = "01920000-0000-7000-8000-000000000001";

  /** {@code GET}, {@code POST}. */
  String method() {
    return operation.substring(0, operation.indexOf(' '));
  }

  /** From {@code /api} on. */
  String path() {
    return operation.substring(operation.indexOf(' ') + 1);
  }

  /** The request about a real subject, in its bucket. */
  String requestAbout(UUID subject) {
    return request
        .toString()
        .replace(SUBJECT, subject.toString())
        .replace("\"bucket\":0", "\"bucket\":" + Bucket.of(subject));
  }

  /** Whether the consumer wants to know only that it was heard. */
  boolean readsNothing() {
    return answer == null || answer.isNull();
  }

  /** What the consumer reads; fails, if it reads nothing. */
  JsonNode read() {
    return Objects.requireNonNull(answer, operation);
  }

  /** What the consumer reads and this answer does not give. */
  List<String> missingIn(JsonNode real) {
    return Shape.missing(read(), real);
  }

  /** The purpose that the request names; empty where it names none. */
  String purpose() {
    return request.path("purpose") instanceof TextNode purpose ? purpose.asText() : "";
  }
}
