package io.habeas.notification.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Optional;

/** Octets to text, leniently: what does not decode is taken as it stands. */
final class Decoding {
  private Decoding() {}

  static String text(String octets, String encoding, String charset) {
    byte[] bytes =
        switch (encoding) {
          case "base64" -> base64(octets);
          case "quoted-printable" -> quotedPrintable(octets);
          default -> octets.getBytes(StandardCharsets.ISO_8859_1);
        };
    return decoded(bytes, charset(charset))
        .or(() -> decoded(bytes, StandardCharsets.UTF_8))
        .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static byte[] base64(String octets) {
    try {
      return Base64.getMimeDecoder().decode(octets.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] quotedPrintable(String octets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(octets.length());
    for (int i = 0; i < octets.length(); i++) {
      char octet = octets.charAt(i);
      int skip = octet == '=' ? softBreak(octets, i) : 0;
      if (skip > 0) {
        i += skip;
      } else if (octet == '=' && hex(octets, i + 1) >= 0 && hex(octets, i + 2) >= 0) {
        bytes.write(hex(octets, i + 1) * 16 + hex(octets, i + 2));
        i += 2;
      } else {
        bytes.write(octet);
      }
    }
    return bytes.toByteArray();
  }

  private static int softBreak(String octets, int at) {
    if (octets.startsWith("\r\n", at + 1)) {
      return 2;
    }
    return octets.startsWith("\n", at + 1) ? 1 : 0;
  }

  private static int hex(String octets, int at) {
    return at < octets.length() ? Character.digit(octets.charAt(at), 16) : -1;
  }
}
