package io.habeas.notification.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Checks an {@code ed25519-sha256} signature the plain way, with the platform's own cryptography:
 * no library at hand does. The RFC's example tells whether it is right.
 */
final class Ed25519Check {
  private static final byte[] FRAME = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519Check() {}

  /** Whether the message's Ed25519 signature is one of this key, as DNS has it, in Base64. */
  static boolean isValid(String message, String key) throws GeneralSecurityException {
    int end = message.indexOf("\r\n\r\n");
    Map<String, Deque<String>> headers = new HashMap<>();
    String signature = "";
    for (String header : message.substring(0, end).split("\r\n(?![ \t])", -1)) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      if (name.equals("dkim-signature") && header.contains("a=ed25519-sha256")) {
        signature = header;
      } else {
        headers.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(canonical(header));
      }
    }
    Map<String, String> tags = tags(signature);
    StringBuilder data = new StringBuilder();
    for (String name : tag(tags, "h").split(":", -1)) {
      Deque<String> left = headers.getOrDefault(name, new ArrayDeque<>());
      if (!left.isEmpty()) {
        data.append(left.pop()).append("\r\n");
      }
    }
    data.append(canonical(signature.replaceAll("(?s)(\\bb=).*", "$1")));
    return sha256(body(message.substring(end + 4))).equals(tag(tags, "bh"))
        && isSignature(key, data.toString(), tag(tags, "b"));
  }

  private static boolean isSignature(String key, String data, String signature)
      throws GeneralSecurityException {
    byte[] encoded = new byte[44];
    System.arraycopy(FRAME, 0, encoded, 0, 12);
    System.arraycopy(Base64.getDecoder().decode(key), 0, encoded, 12, 32);
    PublicKey known =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(known);
    check.update(Base64.getDecoder().decode(sha256(data)));
    return check.verify(Base64.getDecoder().decode(signature));
  }

  private static String canonical(String header) {
    String[] parts = header.replaceAll("\r\n", "").split(":", 2);
    return parts[0].strip().toLowerCase(Locale.ROOT)
        + ":"
        + parts[1].replaceAll("[ \t]+", " ").strip();
  }

  private static String body(String body) {
    String lines = body.replaceAll("[ \t]+\r\n", "\r\n").replaceAll("[ \t]+", " ");
    return lines.replaceAll("(\r\n)+$", "") + "\r\n";
  }

  private static Map<String, String> tags(String signature) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : signature.substring(signature.indexOf(':') + 1).split(";", -1)) {
      String[] parts = tag.replaceAll("\\s", "").split("=", 2);
      if (parts.length == 2) {
        tags.put(parts[0], parts[1]);
      }
    }
    return tags;
  }

  private static String tag(Map<String, String> tags, String name) {
    return Objects.requireNonNull(tags.get(name), name);
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
