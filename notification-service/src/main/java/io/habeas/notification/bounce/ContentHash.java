package io.habeas.notification.bounce;

import io.habeas.ledger.merkle.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What makes a message the same one, delivered twice: everything but the lines that each delivery
 * adds at its top.
 */
final class ContentHash {
  private ContentHash() {}

  static String of(byte[] message) {
    String octets = new String(message, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (at < octets.length() && isTrace(octets, at)) {
      at = afterField(octets, at);
    }
    byte[] own = octets.substring(at).getBytes(StandardCharsets.ISO_8859_1);
    return HexFormat.of().formatHex(Hashes.sha256().digest(own));
  }

  private static boolean isTrace(String octets, int at) {
    int colon = octets.indexOf(':', at);
    if (colon < 0 || colon - at > 40) {
      return false;
    }
    return switch (octets.substring(at, colon).toLowerCase(Locale.ROOT)) {
      case "received", "return-path", "x-original-to", "x-received", "authentication-results" ->
          true;
      default -> false;
    };
  }

  private static int afterField(String octets, int from) {
    int at = from;
    do {
      int end = octets.indexOf('\n', at);
      at = end < 0 ? octets.length() : end + 1;
    } while (at < octets.length() && (octets.charAt(at) == ' ' || octets.charAt(at) == '\t'));
    return at;
  }
}
