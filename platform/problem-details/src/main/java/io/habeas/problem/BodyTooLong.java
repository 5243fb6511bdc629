package io.habeas.problem;

import java.io.IOException;

/** More was sent of a body than one may be long. An {@link IOException}: readers let it pass. */
final class BodyTooLong extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLong() {
    super("the body is too long");
  }

  /** Whether that is what ended a reading, however deep. */
  static boolean isBehind(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BodyTooLong) {
        return true;
      }
    }
    return false;
  }
}
