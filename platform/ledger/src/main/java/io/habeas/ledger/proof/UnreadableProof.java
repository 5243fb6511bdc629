package io.habeas.ledger.proof;

/** The document is not a proof at all. */
final class UnreadableProof extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableProof(String message) {
    super(message);
  }
}
