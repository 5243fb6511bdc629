package io.habeas.notification.message;

import io.habeas.ledger.merkle.Hashes;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must not be read at rest: AES-256-GCM under a key that is not in the database, bound
 * to the message, so that a ciphertext moved to another row does not open. A sealed value names its
 * key by four bytes; keys are rotated by setting a new one and keeping the old ones until nothing
 * waits that was sealed with them.
 */
@Startup
@Singleton
public class Seals {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int NAME = 4;

  private final SecureRandom random = new SecureRandom();
  private final List<Key> keys = new ArrayList<>();

  private record Key(byte[] name, byte[] secret) {}

  /** It does not open: moved, changed, or its key is gone. */
  static final class DoesNotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DoesNotOpen() {
      super("a sealed value does not open");
    }
  }

  @Inject
  Seals(MessagesConfig config, LaunchMode mode) {
    this(config.key(), config.formerKeys().orElse(List.of()), mode == LaunchMode.NORMAL);
  }

  Seals(Optional<String> key, List<String> former, boolean isProduction) {
    if (key.isEmpty() && isProduction) {
      throw new IllegalStateException(
          "habeas.messages.key (HABEAS_MESSAGES_KEY) is not set: production does not start without"
              + " the key that messages are sealed with, base64 of 32 random bytes (openssl rand"
              + " -base64 32).");
    }
    keys.add(read(key.orElseGet(this::passing)));
    former.forEach(each -> keys.add(read(each)));
  }

  /** Seals a text for one message. */
  byte[] seal(UUID message, String text) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    Key key = keys.getFirst();
    byte[] cipher =
        run(Cipher.ENCRYPT_MODE, key, nonce, message, text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(NAME + NONCE + cipher.length)
        .put(key.name())
        .put(nonce)
        .put(cipher)
        .array();
  }

  /** Opens what was sealed for that message. */
  String open(UUID message, byte[] sealed) {
    byte[] name = Arrays.copyOf(sealed, NAME);
    Key key =
        keys.stream()
            .filter(each -> Arrays.equals(each.name(), name))
            .findFirst()
            .orElseThrow(DoesNotOpen::new);
    byte[] nonce = Arrays.copyOfRange(sealed, NAME, NAME + NONCE);
    byte[] cipher = Arrays.copyOfRange(sealed, NAME + NONCE, sealed.length);
    return new String(
        run(Cipher.DECRYPT_MODE, key, nonce, message, cipher), StandardCharsets.UTF_8);
  }

  /** Keys for other uses, the present one's first, that tell nothing of these or of each other. */
  public List<byte[]> derived(String use) {
    return keys.stream().map(key -> hmac(key.secret(), "habeas " + use)).toList();
  }

  private static byte[] run(int mode, Key key, byte[] nonce, UUID message, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] secret = hmac(key.secret(), "habeas sealed fields");
      cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(message.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new DoesNotOpen();
    }
  }

  private static byte[] hmac(byte[] secret, String use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static Key read(String base64) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("habeas.messages.key is not base64", e);
    }
    if (secret.length != KEY_BYTES) {
      throw new IllegalStateException("habeas.messages.key is not of 32 bytes");
    }
    return new Key(Arrays.copyOf(Hashes.sha256().digest(hmac(secret, "name")), NAME), secret);
  }

  private String passing() {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }
}
