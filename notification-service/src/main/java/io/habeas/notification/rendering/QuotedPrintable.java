package io.habeas.notification.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The quoted-printable encoding of a piece of text (RFC 2045, 6.7). A piece begins and ends at the
 * beginning of an encoded line, so that pieces can be joined as they are.
 */
final class QuotedPrintable {
  private static final int LONGEST_LINE = 75;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int column;

  private QuotedPrintable() {}

  static byte[] encoded(String text) {
    QuotedPrintable encoding = new QuotedPrintable();
    byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      boolean lineEnds = i + 1 == bytes.length || bytes[i + 1] == '\n';
      encoding.add(bytes[i], lineEnds);
    }
    return encoding.end();
  }

  private void add(byte each, boolean lineEnds) {
    if (each == '\n') {
      out.writeBytes(new byte[] {'\r', '\n'});
      column = 0;
    } else if (isPlain(each, lineEnds)) {
      room(1);
      out.write(each);
    } else {
      room(3);
      out.write('=');
      out.write(HEX[each >> 4 & 0xf]);
      out.write(HEX[each & 0xf]);
    }
  }

  /** A space may be lost at the end of a line, a dot be taken for the end at its beginning. */
  private boolean isPlain(byte each, boolean lineEnds) {
    return switch (each) {
      case ' ' -> !lineEnds;
      case '.' -> column > 0 && column < LONGEST_LINE;
      case '=' -> false;
      default -> each > ' ' && each < 127;
    };
  }

  private void room(int wanted) {
    if (column + wanted > LONGEST_LINE) {
      softBreak();
    }
    column += wanted;
  }

  private byte[] end() {
    if (column > 0) {
      softBreak();
    }
    return out.toByteArray();
  }

  private void softBreak() {
    out.writeBytes(new byte[] {'=', '\r', '\n'});
    column = 0;
  }
}
