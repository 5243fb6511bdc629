package io.habeas.problem;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/** A request whose fields break their own rules; each one is named. */
public final class Invalid extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised; the list is an immutable list of records
  private final List<Violation> violations;

  /**
   * @param violations the bad fields, at least one
   */
  public Invalid(List<Violation> violations) {
    super(
        Kind.INVALID,
        "invalid-request",
        "The request has invalid fields",
        "Correct the fields named in violations and send the request again.",
        Map.of("violations", List.copyOf(violations)));
    this.violations = List.copyOf(violations);
  }

  /**
   * @param field the path of the one bad field
   * @param message what it must be
   */
  public Invalid(String field, String message) {
    this(List.of(new Violation(field, message)));
  }

  /** The bad fields. */
  public List<Violation> violations() {
    return violations;
  }
}
