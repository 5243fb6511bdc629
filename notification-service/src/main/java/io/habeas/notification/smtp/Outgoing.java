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
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
    lineEnd();
  }

  /**
   * A letter's text with every line ended by CR LF, whatever ended it before, a dot before each
   * leading dot, and the dot that ends it (RFC 5321, 4.5.2). A lone CR or LF would let a text that
   * is not ours end the letter and begin another at a careless relay.
   */
  void content(byte[] content) {
    ensure(content.length + content.length / 16 + 8);
    int from = 0;
    while (from < content.length) {
      int end = endOfLine(content, from);
      if (content[from] == '.') {
        put((byte) '.');
      }
      append(content, from, end);
      lineEnd();
      boolean isPair = end + 1 < content.length && content[end] == '\r' && content[end + 1] == '\n';
      from = end + (isPair ? 2 : 1);
    }
    endOfData();
  }

  private static int endOfLine(byte[] content, int from) {
    int end = from;
    while (end < content.length && content[end] != '\r' && content[end] != '\n') {
      end++;
    }
    return end;
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

  private void append(byte[] more, int from, int until) {
    ensure(until - from);
    System.arraycopy(more, from, bytes, length, until - from);
    length += until - from;
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
