package io.habeas.ledger.merkle;

/**
 * Where the complete subtrees of a log are found: level 0 holds the leaf hashes, the node (level,
 * index) stands above the leaves [index * 2^level, (index + 1) * 2^level).
 */
@FunctionalInterface
public interface Nodes {
  /** The hash of a complete subtree. */
  byte[] at(int level, long index);
}
