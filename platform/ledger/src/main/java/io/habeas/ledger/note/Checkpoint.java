package io.habeas.ledger.note;

import io.habeas.ledger.merkle.Hashes;
import java.util.Base64;
import java.util.List;

/**
 * The state of a log at one size (C2SP tlog-checkpoint).
 *
 * @param origin the log's name, {@code habeas/<service>/<log>}
 * @param size leaves
 * @param root the root over them
 */
public record Checkpoint(String origin, long size, byte[] root) {

  /** The note's text: origin, size, root, a line each. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /** Reads a note's text back. */
  public static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3) {
      throw new MalformedNote("a checkpoint has three lines");
    }
    Checkpoint checkpoint = new Checkpoint(lines.get(0), size(lines.get(1)), root(lines.get(2)));
    if (!checkpoint.text().equals(text)) {
      throw new MalformedNote("the checkpoint is not in its canonical form");
    }
    return checkpoint;
  }

  private static long size(String line) {
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw new MalformedNote("the checkpoint's size is not a number");
    }
  }

  private static byte[] root(String line) {
    try {
      byte[] root = Base64.getDecoder().decode(line);
      if (root.length == Hashes.SIZE) {
        return root;
      }
    } catch (IllegalArgumentException e) {
      // answered below, as any other text that is no hash
    }
    throw new MalformedNote("the checkpoint's root is not a hash");
  }
}
