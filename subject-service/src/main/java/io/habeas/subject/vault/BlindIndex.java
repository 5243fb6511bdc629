package io.habeas.subject.vault;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Digests for equality look-ups: HMAC-SHA256 over the field's name and the normalised value. Each
 * field has its own digests, so equal values of two fields cannot be linked.
 */
@Singleton
public class BlindIndex {

  private static final int BYTES = 32;

  private final PrfSet function;

  BlindIndex(KeyProvider provider) {
    try {
      this.function = provider.indexKeys().getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("The index keyset holds no PRF key", e);
    }
  }

  /**
   * The digest by which every record with this value is found.
   *
   * @param field what is looked up, {@code email}
   * @param normalised the value's look-up form
   */
  public Digest digest(String field, String normalised) {
    return new Digest(compute("global", field, new byte[0], normalised));
  }

  /** A digest that means something within one owner only: tells a changed value from the same. */
  public Digest digestWithin(UUID owner, String field, String normalised) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(owner.getMostSignificantBits())
            .putLong(owner.getLeastSignificantBits())
            .array();
    return new Digest(compute("owned", field, id, normalised));
  }

  /** What only this key computes. */
  byte[] checkValue() {
    return compute("check", "habeas/key-check/1", new byte[0], "");
  }

  private byte[] compute(String scope, String field, byte[] owner, String normalised) {
    byte[] name = (scope + '/' + field).getBytes(StandardCharsets.UTF_8);
    byte[] value = normalised.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(4 + name.length + owner.length + value.length);
    input.putInt(name.length).put(name).put(owner).put(value);
    try {
      return function.computePrimary(input.array(), BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 does not compute", e);
    }
  }
}
