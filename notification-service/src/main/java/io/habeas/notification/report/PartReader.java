package io.habeas.notification.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a message apart (RFC 2045, 2046). Whatever the bytes are, it ends: what is nested too
 * deeply or comes in too many parts is left out, what does not decode is taken as it stands.
 */
final class PartReader {
  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int LONGEST_TEXT = 128 * 1024;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary\\s{0,5}=\\s{0,5}(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s{0,5}=\\s{0,5}\"?([^\\s;\"]{1,40})", Pattern.CASE_INSENSITIVE);

  private final String octets;
  private int parts;

  private PartReader(String octets) {
    this.octets = octets;
  }

  static MailPart read(byte[] message) {
    String octets = new String(message, java.nio.charset.StandardCharsets.ISO_8859_1);
    return new PartReader(octets).part(0, octets.length(), 0);
  }

  private MailPart part(int from, int to, int depth) {
    parts++;
    int body = body(from, to);
    Fields fields = Fields.read(octets.substring(from, Math.min(body, from + LONGEST_HEADER)));
    String contentType = fields.first("content-type").orElse("text/plain");
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (type.startsWith("multipart/") && depth < DEEPEST && boundary.find()) {
      String named = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
      return new MailPart(fields, type, "", parts(body, to, "--" + named, depth));
    }
    String raw = octets.substring(body, Math.min(to, body + LONGEST_TEXT));
    Matcher charset = CHARSET.matcher(contentType);
    String text =
        Decoding.text(
            raw,
            fields.text("content-transfer-encoding").toLowerCase(Locale.ROOT).strip(),
            charset.find() ? charset.group(1) : "utf-8");
    String read = type.startsWith("multipart/") ? "text/plain" : type;
    return new MailPart(fields, read, text, List.of());
  }

  private List<MailPart> parts(int from, int to, String delimiter, int depth) {
    List<MailPart> found = new ArrayList<>();
    int at = delimiter(from, to, delimiter);
    while (at >= 0 && parts < MOST_PARTS) {
      int start = lineEnd(at + delimiter.length(), to);
      if (octets.startsWith("--", at + delimiter.length())) {
        break;
      }
      int next = delimiter(start, to, delimiter);
      found.add(part(start, next < 0 ? to : next, depth + 1));
      at = next;
    }
    return found;
  }

  /** Where a line begins with the delimiter. */
  private int delimiter(int from, int to, String delimiter) {
    int at = octets.indexOf(delimiter, from);
    while (at > from && at < to && octets.charAt(at - 1) != '\n') {
      at = octets.indexOf(delimiter, at + 1);
    }
    return at < to ? at : -1;
  }

  /** Where the body begins: after the first empty line, or nowhere. */
  private int body(int from, int to) {
    int line = from;
    while (line < to) {
      int end = lineEnd(line, to);
      if (octets.substring(line, Math.min(end, line + 2)).isBlank()) {
        return end;
      }
      line = end;
    }
    return to;
  }

  private int lineEnd(int from, int to) {
    int end = octets.indexOf('\n', Math.min(from, to));
    return end < 0 || end >= to ? to : end + 1;
  }
}
