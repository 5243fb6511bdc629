package io.habeas.notification.smtp;

import org.jspecify.annotations.Nullable;

/** No session with a relay could be had; nothing was sent. */
public final class RelayUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  RelayUnavailable(String why, @Nullable Throwable cause) {
    super(why, cause);
  }
}
