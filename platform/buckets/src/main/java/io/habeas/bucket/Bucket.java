package io.habeas.bucket;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The stable hash of a subject id, 0 to 255. */
public final class Bucket {

  /** How many buckets there are. */
  public static final int COUNT = 256;

  private Bucket() {}

  /**
   * The bucket of a subject: the first byte of the SHA-256 of the id's 16 bytes, as an unsigned
   * number. A UUIDv7 starts with its time, so its own bytes would not spread evenly.
   */
  public static int of(UUID subjectId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(subjectId.getMostSignificantBits())
            .putLong(subjectId.getLeastSignificantBits())
            .array();
    return Byte.toUnsignedInt(sha256(id)[0]);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
