package io.habeas.problem;

import java.io.Serial;

/**
 * The throwable form of a {@link Failure}. It has no stack trace: a refusal is an answer, not an
 * accident, and must stay cheap under a flood of bad requests.
 */
public abstract class FailureException extends RuntimeException implements Failure {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param detail what happened this time; no personal data
   */
  protected FailureException(String detail) {
    super(detail, null, false, false);
  }

  @Override
  public String detail() {
    return String.valueOf(getMessage());
  }
}
