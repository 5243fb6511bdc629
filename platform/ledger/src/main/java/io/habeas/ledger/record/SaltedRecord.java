package io.habeas.ledger.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The part of an entry that tells of a subject, with the salt that keeps its commitment from being
 * guessed. It is deleted with the subject; the commitment stays.
 *
 * @param json canonical JSON of {@code {"details": ..., "subjectId": ...}}
 * @param salt 32 random bytes
 */
public record SaltedRecord(String json, byte[] salt) {
  /** Bytes of a salt. */
  public static final int SALT_SIZE = 32;

  private static final String HMAC = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A record with a fresh salt. */
  public static SaltedRecord of(@Nullable UUID subjectId, Map<String, ?> details) {
    Map<String, @Nullable Object> content = new HashMap<>();
    content.put("subjectId", subjectId);
    content.put("details", details);
    byte[] salt = new byte[SALT_SIZE];
    RANDOM.nextBytes(salt);
    return new SaltedRecord(CanonicalJson.text(content), salt);
  }

  /** HMAC-SHA256 of the record's bytes under its salt. */
  public byte[] commitment() {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(salt, HMAC));
      return mac.doFinal(json.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  /** Names nobody: a record may not leak by being logged. */
  @Override
  public String toString() {
    return "SaltedRecord[***]";
  }
}
