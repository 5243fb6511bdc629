package io.habeas.subject.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes associated data so that two different lists of parts never give the same bytes: ids and
 * numbers have a fixed width, texts their length in front, and each use has its own label.
 *
 * <p>Rows encrypted with it open only as long as none of this changes.
 */
final class AssociatedData {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
  private final DataOutputStream out = new DataOutputStream(bytes);

  AssociatedData(String label) {
    text(label);
  }

  AssociatedData id(UUID id) {
    try {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AssociatedData text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      out.writeInt(utf8.length);
      out.write(utf8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AssociatedData number(long number) {
    try {
      out.writeLong(number);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
