package io.habeas.local.home;

import org.jspecify.annotations.Nullable;

/** What stops the suite, said in one line: which part, what happened, what to do. */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param part the part's name
   * @param what what happened, without a full stop
   * @param remedy what the reader can do, as an imperative
   */
  public Trouble(String part, String what, String remedy) {
    this(part, what, remedy, null);
  }

  /** The same, with what led to it. */
  public Trouble(String part, String what, String remedy, @Nullable Throwable cause) {
    super(part + ": " + what + ". " + remedy, cause);
  }
}
