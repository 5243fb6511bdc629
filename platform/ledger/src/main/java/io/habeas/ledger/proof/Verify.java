package io.habeas.ledger.proof;

import io.habeas.ledger.note.MalformedNote;
import io.habeas.ledger.note.NoteKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line of the offline check: {@code FILE [KEY]}; 0 holds, 1 does not, 2 cannot tell.
 */
public final class Verify {
  private Verify() {}

  /** Runs the check and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length < 1 || arguments.length > 2) {
      err.println("usage: verify FILE [KEY]");
      return 2;
    }
    try {
      ProofVerifier verifier =
          arguments.length == 2
              ? new ProofVerifier(NoteKey.parse(arguments[1]))
              : new ProofVerifier();
      Verdict verdict = verifier.verify(Files.readAllBytes(Path.of(arguments[0])));
      verdict.lines().forEach(out::println);
      return verdict instanceof Verdict.Holds ? 0 : 1;
    } catch (IOException e) {
      err.println("cannot read " + arguments[0]);
    } catch (MalformedNote e) {
      err.println("the key does not read: " + e.getMessage());
    }
    return 2;
  }
}
