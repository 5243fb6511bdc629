package io.habeas.ledger.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A checkpoint with its signature line (C2SP signed-note).
 *
 * @param signature key id (4 bytes) and Ed25519 signature (64 bytes)
 */
public record SignedNote(Checkpoint checkpoint, byte[] signature) {
  private static final String MARK = "— ";

  /** The note as it is published. */
  public String text() {
    return checkpoint.text()
        + "\n"
        + MARK
        + checkpoint.origin()
        + " "
        + Base64.getEncoder().encodeToString(signature)
        + "\n";
  }

  /** Reads a published note; whether its signature holds is asked of {@link #isBy}. */
  public static SignedNote parse(String text) {
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNote("the note has no signature");
    }
    Checkpoint checkpoint = Checkpoint.parse(text.substring(0, blank + 1));
    String line = text.substring(blank + 2);
    String prefix = MARK + checkpoint.origin() + " ";
    if (!line.startsWith(prefix)) {
      throw new MalformedNote("the signature is not the log's own");
    }
    SignedNote note = new SignedNote(checkpoint, decode(line.substring(prefix.length()).strip()));
    if (!note.text().equals(text)) {
      throw new MalformedNote("the note is not in its canonical form");
    }
    return note;
  }

  /** Whether this key signed the note. */
  public boolean isBy(NoteKey key) {
    return key.name().equals(checkpoint.origin())
        && signature.length > 4
        && Arrays.equals(Arrays.copyOf(signature, 4), key.id())
        && key.verifies(
            checkpoint.text().getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(signature, 4, signature.length));
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("the signature is not base64");
    }
  }
}
