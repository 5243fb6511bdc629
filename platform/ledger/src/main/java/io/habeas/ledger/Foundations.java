package io.habeas.ledger;

import io.habeas.ledger.note.MalformedNote;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.witness.DirectoryWitness;
import io.habeas.ledger.witness.Witness;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a ledger cannot be without: a witness and a signing key. Production refuses to guess them.
 */
@Singleton
class Foundations {

  /** Asks for both at once when the service starts, not when the first entry is sealed. */
  void refuseToStartWithout(@Observes StartupEvent start, Witness witness, NoteSigner signer) {
    signer.key("habeas/start");
    witness.names("ledger");
  }

  @Produces
  @Singleton
  @DefaultBean
  Witness witness(WitnessConfig config, LaunchMode mode) {
    return config
        .directory()
        .map(directory -> new DirectoryWitness(Path.of(directory)))
        .orElseGet(
            () -> {
              if (mode == LaunchMode.NORMAL) {
                throw new IllegalStateException(
                    "habeas.witness.directory (HABEAS_WITNESS_DIRECTORY) is not set: production does"
                        + " not start without a witness. Name a directory on another volume than"
                        + " the database's.");
              }
              return new DirectoryWitness(passing());
            });
  }

  @Produces
  @Singleton
  @DefaultBean
  NoteSigner signer(LedgerConfig config, LaunchMode mode) {
    if (config.signingKey().isEmpty()) {
      if (mode == LaunchMode.NORMAL) {
        throw new IllegalStateException(
            "habeas.ledger.signing-key (HABEAS_LEDGER_SIGNING_KEY) is not set: production does not"
                + " start without the key that its checkpoints are signed with, base64 of 32 random"
                + " bytes (openssl rand -base64 32).");
      }
      return NoteSigner.random();
    }
    try {
      return NoteSigner.of(config.signingKey().get());
    } catch (MalformedNote e) {
      throw new IllegalStateException("habeas.ledger.signing-key: " + e.getMessage(), e);
    }
  }

  private static Path passing() {
    try {
      return Files.createTempDirectory("habeas-witness-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
