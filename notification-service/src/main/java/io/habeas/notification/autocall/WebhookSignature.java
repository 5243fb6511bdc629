package io.habeas.notification.autocall;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Standard Webhooks 1.0: {@code v1}, HMAC-SHA256 over id, time and body. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private final List<byte[]> keys = new ArrayList<>();

  WebhookSignature(List<String> secrets) {
    secrets.forEach(
        secret -> {
          String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
          keys.add(Base64.getDecoder().decode(base64));
        });
    if (keys.isEmpty()) {
      throw new IllegalStateException("automated calls need a secret to sign with");
    }
  }

  /** The header's value, by the first key. */
  String sign(String id, Instant at, byte[] body) {
    return "v1," + Base64.getEncoder().encodeToString(mac(keys.getFirst(), id, at, body));
  }

  /** Whether one of the header's signatures is one of ours, and of these minutes. */
  boolean holds(String id, String timestamp, String header, byte[] body, Instant now) {
    Instant at;
    try {
      at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    } catch (NumberFormatException | java.time.DateTimeException e) {
      return false;
    }
    return Duration.between(at, now).abs().compareTo(TOLERATED) <= 0
        && Arrays.stream(header.split(" ")).anyMatch(each -> holds(each, id, at, body));
  }

  private boolean holds(String signature, String id, Instant at, byte[] body) {
    if (!signature.startsWith("v1,")) {
      return false;
    }
    try {
      byte[] sent = Base64.getDecoder().decode(signature.substring(3));
      return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, id, at, body), sent));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] mac(byte[] key, String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
