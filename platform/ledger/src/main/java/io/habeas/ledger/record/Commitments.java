package io.habeas.ledger.record;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.merkle.MerkleTree;
import java.util.Arrays;
import java.util.List;

/**
 * The commitments of a group's members in the order of their places: the leaves of a small tree of
 * their own (RFC 9162), whose root the group's record names.
 *
 * @param bytes {@link Hashes#SIZE} each, one after the other
 */
public record Commitments(byte[] bytes) {

  /** How many there are. */
  public int size() {
    return bytes.length / Hashes.SIZE;
  }

  /** The root over all of them. */
  public byte[] root() {
    return MerkleTree.root(size(), this::node);
  }

  /** The path from one member's leaf to the root, lowest first. */
  public List<byte[]> path(int place) {
    return MerkleTree.inclusionProof(place, size(), this::node);
  }

  /** Never asked for twice, so nothing is kept: memory of about log2(size) hashes. */
  private byte[] node(int level, long index) {
    return level == 0
        ? leaf(Arrays.copyOfRange(bytes, at(index), at(index + 1)))
        : Hashes.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }

  /** The leaf of one commitment. */
  public static byte[] leaf(byte[] commitment) {
    return Hashes.leaf(commitment);
  }

  private static int at(long index) {
    return Math.toIntExact(index * Hashes.SIZE);
  }
}
