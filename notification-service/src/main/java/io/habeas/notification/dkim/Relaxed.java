package io.habeas.notification.dkim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The relaxed canonical form of headers and body (RFC 6376, 3.4.2 and 3.4.4). */
final class Relaxed {
  private Relaxed() {}

  /** A header without its line end: name in small letters, no folding, single spaces. */
  static String header(String name, String value) {
    return name.strip().toLowerCase(Locale.ROOT)
        + ":"
        + value.replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
  }

  /** A body: single spaces, none at the end of a line, no empty lines at its end. */
  static byte[] body(byte[] message, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length - from);
    int emptyLines = 0;
    int lineFrom = from;
    while (lineFrom < message.length) {
      int lineEnd = lineFrom;
      while (lineEnd < message.length && message[lineEnd] != '\n') {
        lineEnd++;
      }
      int textEnd = lineEnd;
      while (textEnd > lineFrom && isBlank(message[textEnd - 1])) {
        textEnd--;
      }
      if (textEnd == lineFrom) {
        emptyLines++;
      } else {
        for (; emptyLines > 0; emptyLines--) {
          lineEnd(out);
        }
        line(message, lineFrom, textEnd, out);
        lineEnd(out);
      }
      lineFrom = lineEnd + 1;
    }
    return out.toByteArray();
  }

  private static void line(byte[] message, int from, int until, ByteArrayOutputStream out) {
    int written = from;
    for (int i = from; i < until; i++) {
      boolean inBlanks = isBlank(message[i]);
      if (inBlanks && (message[i] != ' ' || (i > from && isBlank(message[i - 1])))) {
        out.write(message, written, i - written);
        if (i == from || !isBlank(message[i - 1])) {
          out.write(' ');
        }
        written = i + 1;
      }
    }
    out.write(message, written, until - written);
  }

  private static boolean isBlank(byte each) {
    return each == ' ' || each == '\t' || each == '\r';
  }

  private static void lineEnd(ByteArrayOutputStream out) {
    out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
