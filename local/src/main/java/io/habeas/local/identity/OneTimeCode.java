package io.habeas.local.identity;

import io.habeas.local.home.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the authenticator app of a demo login would show now: TOTP (RFC 6238), six digits. */
public final class OneTimeCode {

  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  private final byte[] secret;

  private OneTimeCode(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** The codes of a demo login. */
  public static OneTimeCode of(Secrets secrets, String user) {
    return new OneTimeCode(secretOf(secrets, user));
  }

  /** What its codes are made of. */
  static String secretOf(Secrets secrets, String user) {
    return secrets.password("code." + user);
  }

  /** The code at this moment. */
  public String at(Instant moment) {
    long step = moment.getEpochSecond() / STEP.toSeconds();
    byte[] hash = hash(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return String.format("%0" + DIGITS + "d", number % MODULUS);
  }

  private byte[] hash(byte[] counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(counter);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
