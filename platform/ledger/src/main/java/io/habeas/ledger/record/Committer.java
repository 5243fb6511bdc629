package io.habeas.ledger.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Commits to records: HMAC-SHA256 of their bytes, each under its own salt. For one thread. */
final class Committer {
  private static final String HMAC = "HmacSHA256";

  private final Mac mac;

  Committer() {
    try {
      mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /** Writes the commitment to a record under the salt that begins there. */
  void commit(String record, byte[] salts, int from, byte[] out, int to) {
    try {
      mac.init(new SecretKeySpec(salts, from, SaltedRecord.SALT_SIZE, HMAC));
      mac.update(record.getBytes(StandardCharsets.UTF_8));
      mac.doFinal(out, to);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private static IllegalStateException impossible(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform has " + HMAC, e);
  }
}
