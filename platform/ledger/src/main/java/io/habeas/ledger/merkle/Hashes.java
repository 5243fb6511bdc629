package io.habeas.ledger.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 9162, 2.1.1: SHA-256 with a prefix that keeps leaves and nodes apart. */
public final class Hashes {
  /** Bytes of a hash. */
  public static final int SIZE = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private Hashes() {}

  /** The hash of one leaf's bytes. */
  public static byte[] leaf(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(bytes);
  }

  /** The hash of an inner node above two others. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** The root of a tree without leaves. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
