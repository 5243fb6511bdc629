package io.habeas.problem;

import java.io.Serial;

/**
 * Nothing there, or nothing there for this caller. The two are one answer, without the id, so that
 * nobody learns from it which ids exist.
 */
public final class Missing extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  public Missing() {
    super("There is nothing here, or nothing that you may see.");
  }

  @Override
  public Kind kind() {
    return Kind.NOT_FOUND;
  }

  @Override
  public String code() {
    return "not-found";
  }

  @Override
  public String title() {
    return "Not found";
  }
}
