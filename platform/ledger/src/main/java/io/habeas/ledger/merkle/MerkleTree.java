package io.habeas.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of the first {@code size} leaves of a log (RFC 9162, 2.1.1, 2.1.3.1 and
 * 2.1.4.1), computed from its complete subtrees only, so that a proof reads about log2(size)
 * hashes.
 */
public final class MerkleTree {
  private MerkleTree() {}

  /** The root over the first {@code size} leaves. */
  public static byte[] root(long size, Nodes nodes) {
    return size == 0 ? Hashes.empty() : range(0, size, nodes);
  }

  /** The audit path of leaf {@code index} in the tree of {@code size} leaves, lowest first. */
  public static List<byte[]> inclusionProof(long index, long size, Nodes nodes) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    descend(index, 0, size, nodes, path);
    return path;
  }

  /** The proof that the tree of {@code older} leaves is a prefix of the one of {@code newer}. */
  public static List<byte[]> consistencyProof(long older, long newer, Nodes nodes) {
    if (older < 1 || older > newer) {
      throw new IllegalArgumentException("no proof from " + older + " to " + newer);
    }
    List<byte[]> path = new ArrayList<>();
    subproof(older, 0, newer, true, nodes, path);
    return path;
  }

  private static void descend(long leaf, long from, long to, Nodes nodes, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long split = from + split(to - from);
    if (leaf < split) {
      descend(leaf, from, split, nodes, path);
      path.add(range(split, to, nodes));
    } else {
      descend(leaf, split, to, nodes, path);
      path.add(range(from, split, nodes));
    }
  }

  private static void subproof(
      long older, long from, long to, boolean known, Nodes nodes, List<byte[]> path) {
    if (older == to) {
      if (!known) {
        path.add(range(from, to, nodes));
      }
      return;
    }
    long split = from + split(to - from);
    if (older <= split) {
      subproof(older, from, split, known, nodes, path);
      path.add(range(split, to, nodes));
    } else {
      subproof(older, split, to, false, nodes, path);
      path.add(range(from, split, nodes));
    }
  }

  private static byte[] range(long from, long to, Nodes nodes) {
    long width = to - from;
    if (Long.bitCount(width) == 1) {
      int level = Long.numberOfTrailingZeros(width);
      return nodes.at(level, from >> level);
    }
    long split = from + split(width);
    return Hashes.node(range(from, split, nodes), range(split, to, nodes));
  }

  /** The largest power of two that is smaller than {@code width}. */
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }
}
