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
    super("Correct the fields named in violations and send the request again.");
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

  @Override
  public Kind kind() {
    return Kind.INVALID;
  }

  @Override
  public String code() {
    return "invalid-request";
  }

  @Override
  public String title() {
    return "The request has invalid fields";
  }

  @Override
  public Map<String, Object> extensions() {
    return Map.of("violations", violations);
  }
}
