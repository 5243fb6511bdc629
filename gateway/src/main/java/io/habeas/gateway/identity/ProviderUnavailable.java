package io.habeas.gateway.identity;

import java.io.Serial;

/** The identity provider gives no answer, or one that says nothing about the session. */
public final class ProviderUnavailable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param what was asked for, for the log
   */
  public ProviderUnavailable(String what) {
    super(what, null, false, false);
  }
}
