package io.habeas.problem;

import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers for what nobody expected: without detail to the caller, with its cause in the log. What
 * passes by itself is 503; where the work may have been committed before its answer was lost, the
 * 503 says so, because "unavailable" reads as "nothing was done".
 */
class UnexpectedProblems {

  private static final Logger LOG = Logger.getLogger(UnexpectedProblems.class);

  /** SQLSTATE classes and codes that pass by themselves: shutdown, lock or statement time-out. */
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "55P03", "57014", "53300");

  /** An ending server may have committed before it ended. */
  private static final Set<String> ENDED = Set.of("57P01", "57P02");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @ServerExceptionMapper
  Response unexpected(Throwable cause, Request request) {
    if (isPassing(cause)) {
      LOG.warnf("a needed part does not answer: %s", cause.getClass().getName());
      boolean isInDoubt = !READING.contains(request.getMethod()) && isAnswerLost(cause);
      return (isInDoubt ? HttpProblems.outcomeUnknown() : HttpProblems.of(503)).toResponse();
    }
    LOG.error("unexpected", withoutMessage(cause));
    return HttpProblems.of(500).toResponse();
  }

  static boolean isPassing(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof PgException pg && pg.getSqlState() != null) {
        return PASSING.contains(pg.getSqlState());
      }
      if (t instanceof ConnectException || t instanceof TimeoutException || isLostConnection(t)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was sent whose answer did not come: a commit may be what was sent. */
  static boolean isAnswerLost(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof PgException pg && pg.getSqlState() != null) {
        return ENDED.contains(pg.getSqlState());
      }
      if (t instanceof TimeoutException || isClosedConnection(t)) {
        return true;
      }
    }
    return false;
  }

  /** Vert.x tells of a closed connection and a full pool by types without a name of their own. */
  private static boolean isLostConnection(Throwable t) {
    String name = t.getClass().getName();
    String message = String.valueOf(t.getMessage());
    return isClosedConnection(t)
        || name.endsWith("ConnectionPoolTooBusyException")
        || (name.startsWith("io.vertx.core") && message.startsWith("Timeout"));
  }

  private static boolean isClosedConnection(Throwable t) {
    return t.getClass().getName().endsWith("ClosedConnectionException");
  }

  /**
   * A database's message may quote a row, and with it personal data: the log gets types and places,
   * and of PostgreSQL the SQLSTATE and the constraint.
   */
  private static Throwable withoutMessage(Throwable cause) {
    String what =
        cause instanceof PgException pg
            ? "SQLSTATE " + pg.getSqlState() + " constraint " + pg.getConstraint()
            : "(message left out)";
    Throwable told = new Unexpected(cause.getClass().getName() + ": " + what);
    told.setStackTrace(cause.getStackTrace());
    if (cause.getCause() != null && cause.getCause() != cause) {
      told.initCause(withoutMessage(cause.getCause()));
    }
    return told;
  }

  private static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }
  }
}
