package io.habeas.outbox;

/** What became of one request with events. */
sealed interface Outcome {

  /** The target has applied them all. */
  record Taken() implements Outcome {}

  /**
   * The target speaks of these events and has applied none of them; one of them may be the cause.
   *
   * @param reason fit for a log
   */
  record Refused(String reason) implements Outcome {}

  /**
   * The target did not answer, or speaks of something other than these events: it is down, busy, or
   * does not accept us. It may have applied them.
   *
   * @param reason fit for a log
   */
  record Unreachable(String reason) implements Outcome {}

  /** What an HTTP status says. */
  static Outcome of(int status) {
    return switch (status) {
      case 200, 202, 204 -> new Taken();
      case 400, 409, 413, 422, 500 -> new Refused("answered " + status);
      default -> new Unreachable("answered " + status);
    };
  }
}
