package io.habeas.problem;

/**
 * What a failure means to its caller; the only place where a domain failure meets an HTTP status.
 */
public enum Kind {
  /** The request is malformed or breaks a rule of its own shape. */
  INVALID(400),
  /** Who is asking is not known. */
  UNAUTHENTICATED(401),
  /** Who is asking may not do this. */
  FORBIDDEN(403),
  /** It does not exist, or not for this caller: the two answer alike. */
  NOT_FOUND(404),
  /** It contradicts the present state. */
  CONFLICT(409),
  /** It was here and is not any more. */
  GONE(410),
  /** The caller edits a version that is no longer the newest. */
  PRECONDITION_FAILED(412),
  /** The request is larger than this operation takes. */
  TOO_LARGE(413),
  /** Well-formed, and against a rule of the domain. */
  UNPROCESSABLE(422),
  /** An edit must say which version it edits. */
  PRECONDITION_REQUIRED(428),
  /** More requests than the caller's share. */
  TOO_MANY(429),
  /** A part that this needs does not answer now; trying again later may work. */
  UNAVAILABLE(503);

  private final int status;

  Kind(int status) {
    this.status = status;
  }

  /** The HTTP status code, RFC 9110. */
  public int status() {
    return status;
  }
}
