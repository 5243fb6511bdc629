package io.habeas.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs the checkpoints of a service's logs with one Ed25519 key. */
public final class NoteSigner {
  /** Bytes of the secret that a signer is made of (RFC 8032, 5.1.5). */
  public static final int SEED_SIZE = 32;

  private final KeyPair keys;

  private NoteSigner(KeyPair keys) {
    this.keys = keys;
  }

  /** The signer of a configured secret: base64 of 32 random bytes. */
  public static NoteSigner of(String base64Seed) {
    byte[] seed;
    try {
      seed = Base64.getDecoder().decode(base64Seed.strip());
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("the signing key is not base64");
    }
    if (seed.length != SEED_SIZE) {
      throw new MalformedNote("the signing key is not 32 bytes long");
    }
    return new NoteSigner(pair(new FixedBytes(seed)));
  }

  /** A signer that nobody else has, for tests and development. */
  public static NoteSigner random() {
    return new NoteSigner(pair(new SecureRandom()));
  }

  /** What others verify this signer's notes of that name with. */
  public NoteKey key(String name) {
    return NoteKey.of(name, keys.getPublic());
  }

  /** The signed note of a checkpoint. Equal checkpoints give equal bytes: Ed25519 has no nonce. */
  public SignedNote sign(Checkpoint checkpoint) {
    NoteKey key = key(checkpoint.origin());
    byte[] signature = signature(checkpoint.text().getBytes(StandardCharsets.UTF_8));
    byte[] line = ByteBuffer.allocate(4 + signature.length).put(key.id()).put(signature).array();
    return new SignedNote(checkpoint, line);
  }

  private byte[] signature(byte[] text) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.getPrivate());
      signer.update(text);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key that does not sign", e);
    }
  }

  private static KeyPair pair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no Ed25519", e);
    }
  }

  /**
   * The JDK derives a public key only while it generates one, so it is handed the seed as chance.
   */
  private static final class FixedBytes extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    FixedBytes(byte[] seed) {
      this.seed = Arrays.copyOf(seed, seed.length);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
