package io.habeas.subject.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** An unwrapped AES-256-GCM key of one subject and category. */
final class DataKey {

  static final int BYTES = 32;

  private final AesGcmJce cipher;

  private DataKey(AesGcmJce cipher) {
    this.cipher = cipher;
  }

  /** Takes the key over and wipes the caller's bytes. */
  static DataKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalStateException("a data key has 32 bytes");
    }
    try {
      return new DataKey(new AesGcmJce(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-GCM", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  byte[] seal(Place place, String text) {
    try {
      return cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), place.associatedData());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  String open(Place place, byte[] sealed) throws DoesNotOpenException {
    try {
      return new String(cipher.decrypt(sealed, place.associatedData()), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new DoesNotOpenException(place);
    }
  }
}
