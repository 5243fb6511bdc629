package io.habeas.ledger.proof;

import java.util.List;

/** What the verification of a document came to, with the lines that tell a person. */
public sealed interface Verdict {
  /** Lines for people, the first says it all. */
  List<String> lines();

  /** The document shows what it says. */
  record Holds(List<String> lines) implements Verdict {}

  /** The document was changed, or is not of the log that it names. */
  record Fails(List<String> lines) implements Verdict {
    static Fails because(String reason) {
      return new Fails(List.of("NOT VALID: " + reason));
    }
  }
}
