package io.habeas.ledger.audit;

import java.util.HexFormat;

/** What an audit of one log found. */
public sealed interface Finding {
  /** One line for people. */
  String line();

  /**
   * Everything is as it was sealed and published.
   *
   * @param size leaves
   * @param root the root over them
   */
  record Intact(long size, byte[] root) implements Finding {
    @Override
    public String line() {
      return "intact: %d entries, root %s".formatted(size, HexFormat.of().formatHex(root));
    }
  }

  /**
   * The log is not what was sealed.
   *
   * @param firstBadIndex the first entry that is wrong, or the first that can be where only the
   *     published root tells
   * @param what what is wrong with it
   */
  record Broken(long firstBadIndex, String what) implements Finding {
    @Override
    public String line() {
      return "broken at entry %d: %s".formatted(firstBadIndex, what);
    }
  }
}
