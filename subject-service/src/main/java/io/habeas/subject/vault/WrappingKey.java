package io.habeas.subject.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/** The keyset that wraps data keys, unwrapped once at start. */
@Singleton
class WrappingKey {

  private static final byte[] CHECK = "habeas/key-check/1".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final Aead aead;
  private final int primaryKeyId;

  WrappingKey(KeyProvider provider) {
    try {
      KeysetHandle keyset = provider.wrappingKeys();
      this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
      this.primaryKeyId = keyset.getPrimary().getId();
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("The wrapping keyset holds no AEAD key", e);
    }
  }

  /** A new data key for this name. */
  NewKey newKey(KeyRef name) {
    byte[] key = new byte[DataKey.BYTES];
    random.nextBytes(key);
    byte[] wrapped = encrypt(key, name.associatedData());
    return new NewKey(wrapped, DataKey.of(key));
  }

  /** The data key of this name. */
  DataKey unwrap(KeyRef name, byte[] wrapped) {
    try {
      return DataKey.of(aead.decrypt(wrapped, name.associatedData()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the data key of " + name.owner() + " for " + name.category() + " does not unwrap", e);
    }
  }

  /** The id of the key that wraps now. */
  long primaryKeyId() {
    return Integer.toUnsignedLong(primaryKeyId);
  }

  /** What every key wrapped by the primary key starts with: Tink's version and the key's id. */
  byte[] prefix() {
    return ByteBuffer.allocate(5).put((byte) 1).putInt(primaryKeyId).array();
  }

  /** The same data key wrapped by the primary key. */
  byte[] rewrap(KeyRef name, byte[] wrapped) {
    try {
      byte[] key = aead.decrypt(wrapped, name.associatedData());
      byte[] anew = encrypt(key, name.associatedData());
      Arrays.fill(key, (byte) 0);
      return anew;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the data key of " + name.owner() + " for " + name.category() + " does not unwrap", e);
    }
  }

  /** What only this keyset can recognise. */
  byte[] checkValue() {
    return encrypt(CHECK, CHECK);
  }

  /** Whether this keyset made the check value. */
  boolean recognises(byte[] checkValue) {
    try {
      aead.decrypt(checkValue, CHECK);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] encrypt(byte[] plain, byte[] associatedData) {
    try {
      return aead.encrypt(plain, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the wrapping keyset does not encrypt", e);
    }
  }

  /** A new key, as it is stored and ready for use. */
  record NewKey(byte[] wrapped, DataKey key) {}
}
