package io.habeas.gateway.identity;

import java.io.Serial;

/** A token that the identity provider did not make, or not for this client, or not now. */
public final class ForgedToken extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  ForgedToken(String why) {
    super(why, null, false, false);
  }
}
