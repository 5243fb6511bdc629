package io.habeas.notification.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, cut to what fits. */
public final class Signature {
  /** How many bytes an id takes. */
  public static final int ID = 16;

  private Signature() {}

  /** The first bytes of the MAC over the parts in their order. */
  public static byte[] of(byte[] key, int length, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return Arrays.copyOf(mac.doFinal(), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Whether one of the keys made this signature. */
  public static boolean holds(List<byte[]> keys, byte[] signature, byte[]... parts) {
    return keys.stream()
        .anyMatch(key -> MessageDigest.isEqual(signature, of(key, signature.length, parts)));
  }

  /** An id as it is signed. */
  public static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
