package io.habeas.notification.bounce;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.notification.token.Base32;
import io.habeas.notification.token.Signature;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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
  private static final int SIGNED = REFERENCE + Signature.ID + 1;
  private static final int SIGNATURE = 12;
  private static final int SHORTEST_KEY = 32;
  private static final int MOST_ATTEMPTS = 255;

  private final List<byte[]> keys;

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
            .put(Signature.bytes(subject))
            .put((byte) Math.min(attempt, MOST_ATTEMPTS))
            .array();
    return Base32.encode(
        ByteBuffer.allocate(SIGNED + SIGNATURE)
            .put(signed)
            .put(Signature.of(keys.getFirst(), SIGNATURE, Signature.bytes(campaign), signed))
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
        && Signature.holds(keys, signature, Signature.bytes(campaign), signed);
  }

  private static byte[] reference(UUID campaign) {
    return Arrays.copyOf(Hashes.sha256().digest(Signature.bytes(campaign)), REFERENCE);
  }

  private static byte[] key(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.strip());
    if (bytes.length < SHORTEST_KEY) {
      throw new IllegalStateException("habeas.bounces.key is shorter than 32 bytes");
    }
    return bytes;
  }
}
