package io.habeas.ledger.note;

/** A note, key or checkpoint that does not read. */
public final class MalformedNote extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedNote(String message) {
    super(message);
  }
}
