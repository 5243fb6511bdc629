package io.habeas.notification.notice;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A form of a few fields (RFC 7578), in memory: nothing that is sent lands in a file. */
final class SentForm {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([^\";,\\s]{1,70})", Pattern.CASE_INSENSITIVE);
  private static final int MOST = 10;

  private SentForm() {}

  /** The first field that holds anything; nothing, if none does. */
  static byte[] firstFilled(byte[] body, @Nullable String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!boundary.find()) {
      return new byte[0];
    }
    String octets = new String(body, StandardCharsets.ISO_8859_1);
    String delimiter = "--" + boundary.group(1);
    for (String part : octets.split(Pattern.quote(delimiter), MOST)) {
      int content = part.indexOf("\r\n\r\n");
      String value = content < 0 ? "" : part.substring(content + 4).strip();
      if (!value.isEmpty()) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    return new byte[0];
  }
}
