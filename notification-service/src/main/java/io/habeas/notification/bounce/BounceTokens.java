package io.habeas.notification.bounce;

import io.habeas.ledger.merkle.Hashes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of return paths: 33 bytes, 53 characters of base 32, so that mailbox, plus and token stay
 * within the 64 octets of a local part, in either case. They name the delivery (four bytes of the
 * campaign's hash, the subject, the attempt) and carry 96 bits of HMAC-SHA-256 over all of it, the
 * whole campaign's id included.
 */
@Singleton
public class BounceTokens {
  /** In characters. */
  static final int LENGTH = 53;

  private static final int REFERENCE = 4;
  private static final int SIGNED = REFERENCE + 16 + 1;
  private static final int SIGNATURE = 12;
  private static final int SHORTEST_KEY = 32;
  private static final int MOST_ATTEMPTS = 255;

  private final List<SecretKeySpec> keys;

  BounceTokens(BouncesConfig config) {
    this.keys =
        Stream.concat(config.key().stream(), config.formerKeys().stream().flatMap(List::stream))
            .map(BounceTokens::key)
            .toList();
    if (config.key().isEmpty() && config.imap().host().isPresent()) {
      throw new IllegalStateException(
          "habeas.bounces.imap.host is set and habeas.bounces.key is not: nothing could be believed");
    }
  }

  /** A token's delivery, before anybody has looked at its signature. */
  record Claimed(byte[] bytes, UUID subjectId, int attempt) {}

  /** Whether tokens are made at all. */
  boolean areMade() {
    return !keys.isEmpty();
  }

  /** The token of a letter. */
  String of(UUID campaign, UUID subject, int attempt) {
    byte[] signed =
        ByteBuffer.allocate(SIGNED)
            .put(reference(campaign))
            .putLong(subject.getMostSignificantBits())
            .putLong(subject.getLeastSignificantBits())
            .put((byte) Math.min(attempt, MOST_ATTEMPTS))
            .array();
    return Base32.encode(
        ByteBuffer.allocate(SIGNED + SIGNATURE)
            .put(signed)
            .put(signature(keys.getFirst(), campaign, signed))
            .array());
  }

  /** What a token says of itself. */
  static Optional<Claimed> read(String token) {
    return token.length() != LENGTH
        ? Optional.empty()
        : Base32.decode(token, SIGNED + SIGNATURE).map(BounceTokens::claimed);
  }

  private static Claimed claimed(byte[] bytes) {
    ByteBuffer fields = ByteBuffer.wrap(bytes, REFERENCE, SIGNED - REFERENCE);
    UUID subject = new UUID(fields.getLong(), fields.getLong());
    return new Claimed(bytes, subject, fields.get() & 0xff);
  }

  /** Whether we signed it, for a letter of this campaign. */
  boolean isOurs(Claimed claimed, UUID campaign) {
    byte[] signed = Arrays.copyOf(claimed.bytes(), SIGNED);
    byte[] signature = Arrays.copyOfRange(claimed.bytes(), SIGNED, SIGNED + SIGNATURE);
    return Arrays.equals(reference(campaign), Arrays.copyOf(signed, REFERENCE))
        && keys.stream()
            .anyMatch(key -> MessageDigest.isEqual(signature, signature(key, campaign, signed)));
  }

  private static byte[] reference(UUID campaign) {
    return Arrays.copyOf(Hashes.sha256().digest(bytes(campaign)), REFERENCE);
  }

  private static byte[] signature(SecretKeySpec key, UUID campaign, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(bytes(campaign));
      return Arrays.copyOf(mac.doFinal(signed), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC-SHA-256 in this Java", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static SecretKeySpec key(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.strip());
    if (bytes.length < SHORTEST_KEY) {
      throw new IllegalStateException("habeas.bounces.key is shorter than 32 bytes");
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
