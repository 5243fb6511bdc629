package io.habeas.subject.vault;

import java.util.Arrays;
import java.util.HexFormat;

/** A blind index's value; equal when its bytes are. */
public final class Digest implements Comparable<Digest> {

  private final byte[] bytes;

  /** A digest of these bytes, as computed or as stored. */
  public Digest(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The bytes, to be stored. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length)) + "...";
  }
}
