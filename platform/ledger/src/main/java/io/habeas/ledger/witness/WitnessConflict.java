package io.habeas.ledger.witness;

/** The witness already holds other bytes under that name: two histories, of which one is false. */
public final class WitnessConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A conflict at that place. */
  public WitnessConflict(String stream, String name) {
    super("the witness holds another record at " + stream + "/" + name);
  }
}
