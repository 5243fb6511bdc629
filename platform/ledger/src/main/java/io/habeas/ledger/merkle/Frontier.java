package io.habeas.ledger.merkle;

/**
 * The right edge of a growing tree: the complete subtrees that have no right sibling yet. Enough to
 * append leaves and to know the root, in memory of about log2(size) hashes.
 */
public final class Frontier {
  /** Hears of each subtree that an appended leaf completes, the leaf itself (level 0) included. */
  @FunctionalInterface
  public interface Completed {
    /** The subtree (level, index) is complete and has this hash. */
    void node(int level, long index, byte[] hash);
  }

  private final byte[][] edge = new byte[Long.SIZE][];
  private long size;

  /** The edge of an empty tree. */
  public Frontier() {}

  /** The edge of a tree of {@code size} leaves, read from its complete subtrees. */
  public Frontier(long size, Nodes nodes) {
    this.size = size;
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >> level & 1) == 1) {
        edge[level] = nodes.at(level, (size >> level) - 1);
      }
    }
  }

  /** Appends one leaf. */
  public void append(byte[] leafHash, Completed completed) {
    byte[] hash = leafHash;
    long index = size;
    int level = 0;
    completed.node(level, index, hash);
    while ((index & 1) == 1) {
      hash = Hashes.node(edge[level], hash);
      level++;
      index >>= 1;
      completed.node(level, index, hash);
    }
    edge[level] = hash;
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root over all leaves so far. */
  public byte[] root() {
    byte[] root = Hashes.empty();
    boolean first = true;
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >> level & 1) == 1) {
        root = first ? edge[level] : Hashes.node(edge[level], root);
        first = false;
      }
    }
    return root;
  }
}
