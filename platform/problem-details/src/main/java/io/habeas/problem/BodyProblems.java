package io.habeas.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.Iterator;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for bodies that cannot be read or that break the rules of their fields. */
class BodyProblems {

  @ServerExceptionMapper(priority = 1)
  Response mismatch(MismatchedInputException wrong) {
    String message =
        wrong instanceof UnrecognizedPropertyException
            ? "is not a known field"
            : "has a wrong type";
    return field(pathOf(wrong), message);
  }

  @ServerExceptionMapper(priority = 2)
  Response mapping(JsonMappingException wrong) {
    return field(pathOf(wrong), "cannot be read");
  }

  @ServerExceptionMapper(priority = 3)
  Response malformed(JsonProcessingException wrong) {
    return Problem.of(
            400,
            "malformed-json",
            "The body is not one JSON document",
            "Send one UTF-8 JSON document in which no name occurs twice.")
        .toResponse();
  }

  @ServerExceptionMapper(priority = 3)
  Response notUtf8(CharConversionException wrong) {
    return Problem.of(400, "malformed-json", "The body is not UTF-8", "Send UTF-8.").toResponse();
  }

  @ServerExceptionMapper(priority = 1)
  Response constraints(ConstraintViolationException broken) {
    List<Violation> violations =
        broken.getConstraintViolations().stream()
            .map(BodyProblems::violation)
            .sorted(BY_FIELD)
            .toList();
    return Problem.of(new Invalid(violations)).toResponse();
  }

  private static final java.util.Comparator<Violation> BY_FIELD =
      java.util.Comparator.comparing(Violation::field).thenComparing(Violation::message);

  private static Response field(String field, String message) {
    return Problem.of(new Invalid(field, message)).toResponse();
  }

  private static String pathOf(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(safe(step.getFieldName()));
      }
    }
    return path.isEmpty() ? "(body)" : path.toString();
  }

  /**
   * A field's name may be the caller's own invention: it is shown short and in plain characters.
   */
  private static String safe(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
    return plain.length() > 40 ? plain.substring(0, 40) : plain;
  }

  /** Bean Validation's path starts with method and parameter; the caller knows only the body. */
  private static Violation violation(ConstraintViolation<?> broken) {
    Iterator<Path.Node> nodes = broken.getPropertyPath().iterator();
    StringBuilder path = new StringBuilder();
    for (int i = 0; nodes.hasNext(); i++) {
      Path.Node node = nodes.next();
      boolean isParameter = i == 1;
      if (i == 0 && nodes.hasNext() || (isParameter && nodes.hasNext())) {
        continue;
      }
      append(path, node);
    }
    return new Violation(path.isEmpty() ? "(body)" : path.toString(), broken.getMessage());
  }

  private static void append(StringBuilder path, Path.Node node) {
    if (node.getIndex() != null) {
      path.append('[').append(node.getIndex()).append(']');
    }
    if (node.getName() != null && !node.getName().startsWith("<")) {
      path.append(path.isEmpty() ? "" : ".").append(node.getName());
    }
  }
}
