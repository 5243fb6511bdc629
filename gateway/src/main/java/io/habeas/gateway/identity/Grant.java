package io.habeas.gateway.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the identity provider answers when it is asked for tokens. */
public sealed interface Grant {

  /**
   * It gave them.
   *
   * @param accessToken the token for the callee
   * @param idToken who signed in; only where a session goes on
   * @param refreshToken what the next ones are asked for with; only where a session goes on
   * @param renewAt when to ask again: a tenth of the life before the end
   */
  record Given(
      String accessToken,
      @Nullable String idToken,
      @Nullable String refreshToken,
      long lifeSeconds,
      Instant renewAt)
      implements Grant {

    @Override
    public String toString() {
      return "Given[renewAt=" + renewAt + "]";
    }
  }

  /**
   * It says that the session is over: logged out, idle for too long, or its refresh token was used
   * by somebody else.
   */
  record Over() implements Grant {}
}
