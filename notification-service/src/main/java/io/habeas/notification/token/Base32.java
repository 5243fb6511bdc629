package io.habeas.notification.token;

import java.util.Optional;

/** Base 32 with the extended hex alphabet (RFC 4648, 7), in lower case and without padding. */
public final class Base32 {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";
  private static final int BITS = 5;

  private Base32() {}

  /** The digits of some bytes. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte octet : bytes) {
      buffer = (buffer << Byte.SIZE) | (octet & 0xff);
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(ALPHABET.charAt((buffer >> held) & 31));
      }
    }
    if (held > 0) {
      text.append(ALPHABET.charAt((buffer << (BITS - held)) & 31));
    }
    return text.toString();
  }

  /** The bytes; nothing, if it is not what {@link #encode} writes of so many. */
  public static Optional<byte[]> decode(String text, int length) {
    byte[] bytes = new byte[length];
    int buffer = 0;
    int held = 0;
    int at = 0;
    for (char digit : text.toCharArray()) {
      int value = ALPHABET.indexOf(digit);
      if (value < 0) {
        return Optional.empty();
      }
      buffer = (buffer << BITS) | value;
      held += BITS;
      if (held >= Byte.SIZE && at < length) {
        held -= Byte.SIZE;
        bytes[at++] = (byte) (buffer >> held);
      }
    }
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }
}
