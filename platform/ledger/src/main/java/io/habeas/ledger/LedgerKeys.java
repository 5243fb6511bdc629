package io.habeas.ledger;

import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.NoteSigner;
import jakarta.inject.Singleton;

/** The public keys of a service's logs, for everybody who wants to check a proof. */
@Singleton
public class LedgerKeys {
  private final NoteSigner signer;
  private final LedgerConfig config;

  LedgerKeys(NoteSigner signer, LedgerConfig config) {
    this.signer = signer;
    this.config = config;
  }

  /** What the checkpoints of one year's log are verified with. */
  public NoteKey of(int log) {
    return signer.key(config.origin(log));
  }
}
