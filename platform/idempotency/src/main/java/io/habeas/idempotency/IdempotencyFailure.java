package io.habeas.idempotency;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;

/** A key that cannot be honoured. */
public sealed class IdempotencyFailure extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  private IdempotencyFailure(Kind kind, String code, String title, String detail) {
    super(kind, code, title, detail);
  }

  /** The key was used for something else. */
  public static final class OtherRequest extends IdempotencyFailure {
    @Serial private static final long serialVersionUID = 1L;

    OtherRequest() {
      super(
          Kind.UNPROCESSABLE,
          "idempotency-key-reused",
          "The key belongs to another request",
          "Use a new Idempotency-Key for each different request.");
    }
  }

  /** The first request with the key has not ended within the time that its twin waits. */
  public static final class StillRunning extends IdempotencyFailure {
    @Serial private static final long serialVersionUID = 1L;

    StillRunning() {
      super(
          Kind.CONFLICT,
          "idempotency-key-in-use",
          "The same request is still running",
          "Send it again a little later: it will answer as the first one did.");
    }
  }

  /** The key itself is not one. */
  public static final class BadKey extends IdempotencyFailure {
    @Serial private static final long serialVersionUID = 1L;

    BadKey() {
      super(
          Kind.INVALID,
          "idempotency-key-invalid",
          "The Idempotency-Key is not usable",
          "Send 1 to 128 visible ASCII characters, best a UUID.");
    }
  }
}
