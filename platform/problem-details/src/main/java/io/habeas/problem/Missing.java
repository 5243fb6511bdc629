package io.habeas.problem;

import java.io.Serial;

/**
 * Nothing there, or nothing there for this caller. The two are one answer, without the id, so that
 * nobody learns from it which ids exist.
 */
public final class Missing extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  public Missing() {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "Not found",
        "There is nothing here, or nothing that you may see.");
  }
}
