package io.habeas.ledger.merkle;

import java.util.Arrays;
import java.util.List;

/** Verification of proofs, by the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2, step by step. */
public final class MerkleProof {
  private MerkleProof() {}

  /** Whether {@code path} leads from the leaf's hash to the root. */
  public static boolean includes(
      byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] hash = leafHash;
    for (byte[] step : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = Hashes.node(step, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = Hashes.node(hash, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /** Whether {@code path} shows that the older tree is a prefix of the newer one. */
  public static boolean extendsTree(
      long older, long newer, byte[] olderRoot, byte[] newerRoot, List<byte[]> path) {
    if (older < 1 || older > newer) {
      return false;
    }
    if (older == newer) {
      return path.isEmpty() && Arrays.equals(olderRoot, newerRoot);
    }
    boolean complete = Long.bitCount(older) == 1;
    if (!complete && path.isEmpty()) {
      return false;
    }
    return climb(
        older,
        newer,
        complete ? olderRoot : path.getFirst(),
        complete ? path : path.subList(1, path.size()),
        olderRoot,
        newerRoot);
  }

  private static boolean climb(
      long older, long newer, byte[] start, List<byte[]> path, byte[] olderRoot, byte[] newerRoot) {
    int lift = Long.numberOfTrailingZeros(older);
    long fn = (older - 1) >> lift;
    long sn = (newer - 1) >> lift;
    byte[] fr = start;
    byte[] sr = start;
    for (byte[] step : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hashes.node(step, fr);
        sr = Hashes.node(step, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = Hashes.node(sr, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, olderRoot) && Arrays.equals(sr, newerRoot);
  }
}
