package io.habeas.notification.calllist;

import io.habeas.notification.recipient.Recipient;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call that one caller alone holds until the lease ends, and what may become of it. */
public interface HeldCall {
  UUID id();

  UUID subjectId();

  UUID lease();

  /** Until when it is held, security time. */
  Instant until();

  /** How often it was tried, this time included. */
  int attempt();

  String purpose();

  /** What it belongs to, as the ledger names it. */
  Map<String, Object> about();

  /**
   * What is to be said; with that the call is in the caller's hands.
   *
   * @throws IllegalStateException where it cannot be written
   */
  Uni<Script> script(Recipient.Reachable to);

  /**
   * It was said.
   *
   * @param language in which; the script's, if nobody says
   */
  Uni<Void> said(@Nullable String language);

  /** It was not, and is not tried again. */
  Uni<Void> end(Ending ending, String reason);

  /**
   * It was not; another time.
   *
   * @param counts whether anybody's telephone rang
   */
  Uni<Void> later(String reason, Instant at, boolean counts);

  /** What is to be said, in which language. */
  record Script(String language, String text) {
    /** What it says stays out of logs. */
    @Override
    public String toString() {
      return "Script[" + language + "]";
    }
  }

  /** Why nobody calls any more. */
  enum Ending {
    /** We know no number. */
    NO_NUMBER,
    /** We may not. */
    DENIED,
    /** There is nothing that could be said. */
    NOT_WRITTEN,
    /** Somebody else answers there. */
    WRONG_NUMBER,
    /** Nobody ever answered. */
    GAVE_UP,
    /** The person wants no calls. */
    REFUSED
  }
}
