package io.habeas.ledger;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the witness, {@code habeas.witness.*}. */
@ConfigMapping(prefix = "habeas.witness")
public interface WitnessConfig {
  /** The append-only directory, on another volume than the database. Production demands one. */
  Optional<String> directory();
}
