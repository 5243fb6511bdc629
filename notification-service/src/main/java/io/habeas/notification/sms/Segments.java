package io.habeas.notification.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in the parts that carry it: in GSM's alphabet where that has all of its characters, else
 * in UCS-2, which SMPP's centres read as UTF-16. A part never ends inside of an escape or of a
 * surrogate pair. Several parts carry a header each (3GPP TS 23.040, 9.2.3.24.1) by which a phone
 * puts them together.
 *
 * @param dataCoding as SMPP names the alphabet
 * @param parts what goes into each short message, headers included
 */
record Segments(byte dataCoding, List<byte[]> parts) {
  static final byte GSM = 0x00;
  static final byte UCS2 = 0x08;

  private static final int WHOLE_GSM = 160;
  private static final int PART_GSM = 153;
  private static final int WHOLE_UCS2 = 140;
  private static final int PART_UCS2 = 134;
  private static final int HEADER = 6;

  /**
   * Splits a text.
   *
   * @param reference by which a phone knows which parts belong together
   */
  static Segments of(String text, int reference) {
    boolean isGsm = GsmAlphabet.has(text);
    List<byte[]> units = isGsm ? septets(text) : utf16(text);
    int length = units.stream().mapToInt(unit -> unit.length).sum();
    byte coding = isGsm ? GSM : UCS2;
    if (length <= (isGsm ? WHOLE_GSM : WHOLE_UCS2)) {
      return new Segments(coding, List.of(joined(units)));
    }
    return new Segments(
        coding, withHeaders(packed(units, isGsm ? PART_GSM : PART_UCS2), reference));
  }

  boolean isConcatenated() {
    return parts.size() > 1;
  }

  private static List<byte[]> septets(String text) {
    return text.chars().mapToObj(each -> GsmAlphabet.septets((char) each)).toList();
  }

  private static List<byte[]> utf16(String text) {
    return text.codePoints()
        .mapToObj(each -> Character.toString(each).getBytes(StandardCharsets.UTF_16BE))
        .toList();
  }

  private static List<byte[]> packed(List<byte[]> units, int most) {
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream part = new ByteArrayOutputStream(most);
    for (byte[] unit : units) {
      if (part.size() + unit.length > most) {
        parts.add(part.toByteArray());
        part.reset();
      }
      part.writeBytes(unit);
    }
    parts.add(part.toByteArray());
    return parts;
  }

  private static List<byte[]> withHeaders(List<byte[]> bodies, int reference) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      byte[] body = bodies.get(i);
      byte[] part = new byte[HEADER + body.length];
      part[0] = HEADER - 1;
      part[1] = 0;
      part[2] = 3;
      part[3] = (byte) reference;
      part[4] = (byte) bodies.size();
      part[5] = (byte) (i + 1);
      System.arraycopy(body, 0, part, HEADER, body.length);
      parts.add(part);
    }
    return parts;
  }

  private static byte[] joined(List<byte[]> units) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    units.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
