package io.habeas.subject.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The service cannot have its keys and must not start; the message tells the operator why. */
public final class KeysUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  KeysUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
