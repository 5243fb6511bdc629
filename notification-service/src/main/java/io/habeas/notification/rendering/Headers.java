package io.habeas.notification.rendering;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Headers as RFC 5322 wants them, with encoded words where it must (RFC 2047), folded. */
final class Headers {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private static volatile Dated lastDate = new Dated(Long.MIN_VALUE, new byte[0]);

  /** What needs no encoding; what looks encoded does, or a reader would decode it. */
  private static final Pattern PLAIN = Pattern.compile("(?!.*=\\?)[ -~]{0,70}");

  /** Of UTF-8: an encoded word has 75 characters at the most. */
  private static final int BYTES_A_WORD = 45;

  private Headers() {}

  /** Text for a header like Subject. */
  static String text(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return PLAIN.matcher(line).matches() ? line : words(line);
  }

  static String address(Addressee to) {
    return address(to.name(), to.mailbox().address());
  }

  /** A sender as configured, checked and encoded. */
  static String sender(String from) {
    try {
      InternetAddress address = new InternetAddress(from, true);
      address.validate();
      String name = address.getPersonal();
      return address(name == null ? "" : name, address.getAddress());
    } catch (AddressException e) {
      throw new IllegalStateException("habeas.mailing.from is not an address", e);
    }
  }

  /** Many letters are of the same second. */
  static byte[] date(Instant at) {
    Dated known = lastDate;
    if (known.second() != at.getEpochSecond()) {
      known =
          new Dated(
              at.getEpochSecond(),
              DATE.format(at.atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII));
      lastDate = known;
    }
    return known.written();
  }

  private record Dated(long second, byte[] written) {}

  private static String address(String name, String address) {
    if (name.isEmpty()) {
      return address;
    }
    String phrase =
        PLAIN.matcher(name).matches()
            ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
            : words(name);
    return phrase + "\r\n <" + address + ">";
  }

  private static String words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int length = 0;
    for (int codePoint : text.codePoints().toArray()) {
      String character = Character.toString(codePoint);
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      if (length + bytes > BYTES_A_WORD) {
        words.add(word(word.toString()));
        word.setLength(0);
        length = 0;
      }
      word.append(character);
      length += bytes;
    }
    words.add(word(word.toString()));
    return String.join("\r\n ", words);
  }

  private static String word(String text) {
    return "=?utf-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }
}
