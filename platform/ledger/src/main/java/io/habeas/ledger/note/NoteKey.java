package io.habeas.ledger.note;

import io.habeas.ledger.merkle.Hashes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a signer, in the C2SP form {@code name+id+base64(0x01 || key)}: what an
 * auditor keeps, and what a proof is checked against.
 *
 * @param name the signer's name: the log's origin
 * @param key 32 bytes of Ed25519
 */
public record NoteKey(String name, byte[] key) {
  private static final byte ED25519 = 0x01;

  /** The key with its name, for a signer of one log. */
  public static NoteKey of(String name, PublicKey key) {
    return new NoteKey(name, raw((EdECPublicKey) key));
  }

  /** Reads {@link #text()} back. */
  public static NoteKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length == 3) {
      try {
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length == 33 && typed[0] == ED25519) {
          NoteKey key = new NoteKey(parts[0], Arrays.copyOfRange(typed, 1, 33));
          if (key.text().equals(text)) {
            return key;
          }
        }
      } catch (IllegalArgumentException e) {
        // answered below, as any other text that is no key
      }
    }
    throw new MalformedNote("not a verifier key of the form name+id+base64");
  }

  /** The first four bytes of SHA-256(name || LF || 0x01 || key), which a signature line carries. */
  public byte[] id() {
    var digest = Hashes.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    return Arrays.copyOf(digest.digest(typed()), 4);
  }

  /** The C2SP text of the key. */
  public String text() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }

  /** Whether the signature over the text is this key's. */
  public boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey());
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] typed() {
    return ByteBuffer.allocate(1 + key.length).put(ED25519).put(key).array();
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] bigEndian = reversed(key);
    boolean xOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  /** RFC 8032, 5.1.2: y in little endian, the sign of x in the highest bit. */
  private static byte[] raw(EdECPublicKey key) {
    byte[] y = key.getPoint().getY().toByteArray();
    byte[] bigEndian = new byte[32];
    int length = Math.min(y.length, 32);
    System.arraycopy(y, y.length - length, bigEndian, 32 - length, length);
    byte[] raw = reversed(bigEndian);
    if (key.getPoint().isXOdd()) {
      raw[31] |= (byte) 0x80;
    }
    return raw;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
