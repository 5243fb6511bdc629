package io.habeas.notification.dkim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key, and how it signs. For many threads at once. */
sealed interface SigningKey {
  /** Weaker ones are refused by receivers (RFC 8301). */
  int SHORTEST_RSA = 2048;

  /** Its name in a signature (RFC 6376, 3.3; RFC 8463). */
  String algorithm();

  /** Signs the headers. */
  byte[] sign(byte[] headers) throws GeneralSecurityException;

  /** {@code rsa-sha256}. */
  record Rsa(PrivateKey key) implements SigningKey {
    @Override
    public String algorithm() {
      return "rsa-sha256";
    }

    @Override
    public byte[] sign(byte[] headers) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(headers);
      return signature.sign();
    }
  }

  /**
   * {@code ed25519-sha256}, which signs the headers' hash. By Bouncy Castle, which is many times
   * faster at it than the platform.
   */
  record Ed25519Sha256(byte[] secret, byte[] pub) implements SigningKey {
    @Override
    public String algorithm() {
      return "ed25519-sha256";
    }

    @Override
    public byte[] sign(byte[] headers) throws GeneralSecurityException {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(headers);
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(secret, 0, pub, 0, hash, 0, hash.length, signature, 0);
      return signature;
    }

    @Override
    public String toString() {
      return "Ed25519Sha256[***]";
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalStateException if there is none, or none that receivers would take
   */
  static SigningKey read(Path file) {
    try {
      String pem = Files.readString(file);
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(der);
      return switch (key) {
        case Ed25519PrivateKeyParameters ed25519 ->
            new Ed25519Sha256(ed25519.getEncoded(), ed25519.generatePublicKey().getEncoded());
        case RSAPrivateCrtKeyParameters _ -> rsa(der, file);
        default -> throw new IllegalStateException(file + " is neither an RSA nor an Ed25519 key");
      };
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("no private key (PKCS #8, PEM) can be read from " + file, e);
    }
  }

  private static SigningKey rsa(byte[] der, Path file) throws GeneralSecurityException {
    RSAPrivateKey key =
        (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    if (key.getModulus().bitLength() < SHORTEST_RSA) {
      throw new IllegalStateException(file + " has fewer than " + SHORTEST_RSA + " bits");
    }
    return new Rsa(key);
  }
}
