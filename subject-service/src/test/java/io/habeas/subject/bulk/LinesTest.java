package io.habeas.subject.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.subject.bulk.Line.Content;
import io.habeas.subject.bulk.Line.Text;
import io.habeas.subject.bulk.Line.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Property(tries = 200)
  void linesDoNotDependOnHowTheBytesArrive(
      @ForAll List<@IntRange(max = 3) Integer> shapes,
      @ForAll @IntRange(min = 1, max = 7) int step) {
    List<String> texts =
        shapes.stream().map(shape -> List.of("", "a", "王小明", "x".repeat(40)).get(shape)).toList();
    byte[] bytes = (String.join("\n", texts) + "\n").getBytes(StandardCharsets.UTF_8);

    List<Content> contents = contents(new Trickling(bytes, step));

    assertThat(contents)
        .isEqualTo(
            texts.isEmpty() ? List.of(new Text("")) : texts.stream().map(Text::new).toList());
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(contents(bytes("a\r\nb"))).containsExactly(new Text("a"), new Text("b"));
    assertThat(contents(bytes(""))).isEmpty();
    assertThat(contents(bytes("\uFEFFa"))).containsExactly(new Text("a"));
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() {
    String tooLong = "x".repeat(Lines.LONGEST + 1);
    String longest = "y".repeat(Lines.LONGEST);

    assertThat(contents(bytes("a\n" + tooLong + "\n" + longest + "\n")))
        .containsExactly(new Text("a"), Unreadable.TOO_LONG, new Text(longest));
  }

  @Test
  void aLineThatBrokeOffIsNotGivenOut() {
    InputStream broken = new SequenceInputStream(bytes("a\nhal"), new Breaking());
    Lines lines = new Lines(broken, 1);

    assertThat(lines.next().content()).isEqualTo(new Text("a"));
    assertThat(lines.hasNext()).isFalse();
    assertThat(lines.brokeOff()).isTrue();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Content> contents(InputStream in) {
    List<Content> contents = new ArrayList<>();
    new Lines(in, 1).forEachRemaining(line -> contents.add(line.content()));
    return contents;
  }

  /** A few bytes at a time. */
  private static final class Trickling extends ByteArrayInputStream {

    private final int step;

    Trickling(byte[] bytes, int step) {
      super(bytes);
      this.step = step;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(step, length));
    }
  }

  /** A connection that is gone. */
  private static final class Breaking extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }
  }
}
