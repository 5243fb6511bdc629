package io.habeas.problem;

/** The problems that are told by nothing but a status code. */
final class HttpProblems {

  private HttpProblems() {}

  /** Of a change whose answer was lost on its way from the database. */
  static Problem outcomeUnknown() {
    return Problem.of(
        503,
        "outcome-unknown",
        "Not known whether it was done",
        "The answer was lost. Repeat the request as it was, with the same Idempotency-Key if it"
            + " had one.");
  }

  static Problem of(int status) {
    return switch (status) {
      case 400 ->
          Problem.of(
              400, "bad-request", "The request cannot be read", "Check path, query and body.");
      case 401 -> Problem.of(401, "unauthenticated", "Sign in first", "Send a valid bearer token.");
      case 403 ->
          Problem.of(403, "forbidden", "Not allowed", "Your token does not allow this operation.");
      case 404 -> Problem.of(new Missing());
      case 405 ->
          Problem.of(405, "method-not-allowed", "Method not allowed", "See the Allow header.");
      case 406 ->
          Problem.of(406, "not-acceptable", "No such representation", "Accept application/json.");
      case 413 ->
          Problem.of(413, "too-large", "The request is too large", "Send less in one request.");
      case 415 ->
          Problem.of(
              415,
              "unsupported-media-type",
              "Unsupported media type",
              "Send the Content-Type that the API description names.");
      case 431 ->
          Problem.of(431, "headers-too-large", "The headers are too large", "Send fewer headers.");
      case 503 ->
          Problem.of(
              503, "unavailable", "Not available now", "A part that this needs does not answer.");
      default ->
          status < 500
              ? Problem.of(status, "refused", "The request was refused", "See the status code.")
              : Problem.of(status, "unexpected", "Something went wrong", "It has been recorded.");
    };
  }
}
