package io.habeas.ledger;

import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.witness.Witness;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the checkpoints of a log lie in the witness: a stream per log, named by their sizes. */
final class Checkpoints {
  private Checkpoints() {}

  static String stream(String service, int log) {
    return "ledger/" + service + "/" + log;
  }

  /** Padded, so that the order of names is the order of sizes. */
  static String name(long size) {
    return "%019d".formatted(size);
  }

  /** All published checkpoints of a log, smallest first. */
  static List<SignedNote> published(Witness witness, String service, int log) {
    String stream = stream(service, log);
    return witness.names(stream).stream()
        .map(name -> new String(witness.read(stream, name), StandardCharsets.UTF_8))
        .map(SignedNote::parse)
        .toList();
  }
}
