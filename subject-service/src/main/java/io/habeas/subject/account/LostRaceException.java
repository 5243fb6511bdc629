package io.habeas.subject.account;

import java.io.Serial;

/** Somebody else wrote one of the accounts or people meanwhile; plan anew. */
final class LostRaceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  LostRaceException() {
    super("written by another meanwhile", null, false, false);
  }
}
