package io.habeas.notification.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What goes to the relay with the next write. One buffer that grows and is used again. */
final class Outgoing {
  private static final int FIRST = 16 * 1024;

  /** After a huge letter the buffer is let go. */
  private static final int KEPT = 256 * 1024;

  private byte[] bytes = new byte[FIRST];
  private int length;

  void command(String line) {
    append(line.getBytes(StandardCharsets.UTF_8));
    lineEnd();
  }

  /**
   * A letter's text with every line ended by CR LF, whatever ended it before, a dot before each
   * leading dot, and the dot that ends it (RFC 5321, 4.5.2). A lone CR or LF would let a text that
   * is not ours end the letter and begin another at a careless relay.
   */
  void content(byte[] content) {
    ensure(content.length + content.length / 16 + 8);
    boolean lineBegins = true;
    for (int i = 0; i < content.length; i++) {
      byte each = content[i];
      if (each == '\r' || each == '\n') {
        lineEnd();
        lineBegins = true;
        if (each == '\r' && i + 1 < content.length && content[i + 1] == '\n') {
          i++;
        }
      } else {
        if (lineBegins && each == '.') {
          put((byte) '.');
        }
        put(each);
        lineBegins = false;
      }
    }
    if (!lineBegins) {
      lineEnd();
    }
    endOfData();
  }

  void endOfData() {
    put((byte) '.');
    lineEnd();
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[FIRST];
    }
  }

  private void lineEnd() {
    put((byte) '\r');
    put((byte) '\n');
  }

  private void append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void put(byte one) {
    if (length == bytes.length) {
      ensure(1);
    }
    bytes[length++] = one;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
