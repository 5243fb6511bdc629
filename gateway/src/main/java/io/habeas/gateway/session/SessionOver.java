package io.habeas.gateway.session;

import java.io.Serial;

/** The session has ended: here, at the identity provider, or by time. */
public final class SessionOver extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** There is nothing more to say. */
  public SessionOver() {
    super("the session is over", null, false, false);
  }
}
