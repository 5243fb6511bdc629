package io.habeas.notification.sms;

/**
 * The default alphabet of GSM (3GPP TS 23.038, 6.2.1) with its extension table, one septet an octet
 * as SMPP carries it. What the extension has takes two: an escape and another.
 */
final class GsmAlphabet {
  private static final int ESCAPE = 0x1b;

  /** At each place the character of that septet; the escape's place is nobody's. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final int[] EXTENDED_SEPTETS = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };

  private GsmAlphabet() {}

  /** Whether every character is in the alphabet. */
  static boolean has(String text) {
    return text.chars().allMatch(each -> septets((char) each).length > 0);
  }

  /** The septets of a character: one, two with the escape, or none if it is not in the alphabet. */
  static byte[] septets(char character) {
    int basic = character == '\uFFFF' ? -1 : BASIC.indexOf(character);
    if (basic >= 0) {
      return new byte[] {(byte) basic};
    }
    int extended = EXTENDED.indexOf(character);
    return extended < 0 ? new byte[0] : new byte[] {ESCAPE, (byte) EXTENDED_SEPTETS[extended]};
  }
}
