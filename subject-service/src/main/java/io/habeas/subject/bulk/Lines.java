package io.habeas.subject.bulk;

import io.habeas.subject.bulk.Line.Content;
import io.habeas.subject.bulk.Line.Text;
import io.habeas.subject.bulk.Line.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines and never holds more than one. A line that is too long is passed over to
 * its end without being kept.
 */
final class Lines implements Iterator<Line> {

  /** How long a line may be, in bytes. */
  static final int LONGEST = 256 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private int position;
  private int limit;
  private long number;
  private @Nullable Line ahead;
  private volatile boolean brokeOff;

  /**
   * @param in the bytes
   * @param firstNumber the number of the first line in it
   */
  Lines(InputStream in, long firstNumber) {
    this.in = in;
    this.number = firstNumber;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public Line next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    Line next = ahead;
    ahead = null;
    return next;
  }

  /** Whether the stream broke off instead of ending; the line that it broke is not given out. */
  boolean brokeOff() {
    return brokeOff;
  }

  private @Nullable Line read() {
    line.reset();
    boolean any = false;
    boolean tooLong = false;
    while (fill()) {
      any = true;
      int end = endOfLine();
      if (!tooLong && line.size() + end - position > LONGEST) {
        tooLong = true;
        line.reset();
      }
      if (!tooLong) {
        line.write(buffer, position, end - position);
      }
      position = end;
      if (position < limit) {
        position++;
        break;
      }
    }
    if (!any || brokeOff) {
      return null;
    }
    Content content = tooLong ? Unreadable.TOO_LONG : decode();
    return new Line(number++, content);
  }

  private boolean fill() {
    if (position < limit) {
      return true;
    }
    try {
      limit = in.read(buffer);
      position = 0;
      return limit > 0;
    } catch (IOException e) {
      brokeOff = true;
      return false;
    }
  }

  private int endOfLine() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private Content decode() {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return new Text(trimmed(text));
    } catch (CharacterCodingException e) {
      return Unreadable.NOT_UTF8;
    }
  }

  private String trimmed(String text) {
    String withoutMark =
        number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
            ? text.substring(1)
            : text;
    return withoutMark.endsWith("\r")
        ? withoutMark.substring(0, withoutMark.length() - 1)
        : withoutMark;
  }
}
