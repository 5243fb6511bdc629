package io.habeas.ledger.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one byte form of a JSON value: keys sorted, no white space, as RFC 8785. Only what has one
 * obvious form is taken (text, whole numbers, booleans, null, lists, maps and the few types that
 * are written as text); fractions are refused, since their text is where canonical forms differ.
 */
public final class CanonicalJson {
  /** String's order is by UTF-16 code units, which is what RFC 8785, 3.2.3 asks for. */
  private static final Comparator<Map.Entry<?, ?>> IN_ORDER =
      Comparator.comparing(entry -> String.valueOf(entry.getKey()));

  private CanonicalJson() {}

  /** The value's canonical bytes, UTF-8. */
  public static byte[] bytes(@Nullable Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The value's canonical text. */
  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case Integer _, Long _, Short _ -> out.append(value);
      case CharSequence s -> quote(s, out);
      case Enum<?> e -> quote(e.name(), out);
      case UUID _, Instant _, LocalDate _ -> quote(value.toString(), out);
      case Map<?, ?> map -> object(map, out);
      case Iterable<?> list -> array(list, out);
      default -> throw new IllegalArgumentException("no canonical form for a " + value.getClass());
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    Map.Entry<?, ?>[] entries = map.entrySet().toArray(new Map.Entry<?, ?>[0]);
    Arrays.sort(entries, IN_ORDER);
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : entries) {
      out.append(separator);
      quote(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(Iterable<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(']');
  }

  /** Most text needs no escape and is copied in one go. */
  private static void quote(CharSequence text, StringBuilder out) {
    out.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, plain, i);
        escape(c, out);
        plain = i + 1;
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u%04x".formatted((int) c));
    }
  }
}
