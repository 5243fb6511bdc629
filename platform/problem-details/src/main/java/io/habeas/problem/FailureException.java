package io.habeas.problem;

import java.io.Serial;
import java.util.Map;

/**
 * The throwable form of a {@link Failure}. It has no stack trace: a refusal is an answer, not an
 * accident, and must stay cheap under a flood of bad requests.
 */
public abstract class FailureException extends RuntimeException implements Failure {

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;
  private final String title;

  @SuppressWarnings("serial") // never serialised
  private final Map<String, Object> extensions;

  /** A refusal with nothing more to say than these; see {@link Failure} for what each is. */
  protected FailureException(Kind kind, String code, String title, String detail) {
    this(kind, code, title, detail, Map.of());
  }

  /**
   * A refusal that names its rule, its evidence, a date.
   *
   * @param detail what happened this time; no personal data
   * @param extensions more members of the problem object; no personal data
   */
  protected FailureException(
      Kind kind, String code, String title, String detail, Map<String, Object> extensions) {
    super(detail, null, false, false);
    this.kind = kind;
    this.code = code;
    this.title = title;
    this.extensions = extensions;
  }

  @Override
  public final Kind kind() {
    return kind;
  }

  @Override
  public final String code() {
    return code;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final String detail() {
    return String.valueOf(getMessage());
  }

  @Override
  public final Map<String, Object> extensions() {
    return extensions;
  }
}
