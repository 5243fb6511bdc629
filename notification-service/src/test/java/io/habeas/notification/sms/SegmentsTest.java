package io.habeas.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SegmentsTest {

  @Test
  void limitsAreThoseOfTheAlphabets() {
    assertThat(parts("a".repeat(160))).isEqualTo(1);
    assertThat(parts("a".repeat(161))).isEqualTo(2);
    assertThat(parts("a".repeat(306))).isEqualTo(2);
    assertThat(parts("a".repeat(307))).isEqualTo(3);
    assertThat(parts("€".repeat(80))).isEqualTo(1);
    assertThat(parts("€".repeat(81))).isEqualTo(2);
    assertThat(parts("ع".repeat(70))).isEqualTo(1);
    assertThat(parts("ع".repeat(71))).isEqualTo(2);
    assertThat(parts("ع".repeat(134))).isEqualTo(2);
    assertThat(parts("ع".repeat(135))).isEqualTo(3);
  }

  @Test
  void theAlphabetIsChosenByWhatTheTextHas() {
    assertThat(Segments.of("Grüße {}[]~\\^|€ à@", 1).dataCoding()).isEqualTo(Segments.GSM);
    assertThat(Segments.of("ë", 1).dataCoding()).isEqualTo(Segments.UCS2);
    assertThat(Segments.of("\uFFFF", 1).dataCoding()).isEqualTo(Segments.UCS2);
    assertThat(Segments.of("@Δ €", 1).parts().getFirst())
        .containsExactly(0x00, 0x10, 0x20, 0x1b, 0x65);
  }

  @Test
  void headersCountThePartsUnderOneReference() {
    List<byte[]> parts = Segments.of("x".repeat(400), 0x1234).parts();
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i)).startsWith(5, 0, 3, 0x34, parts.size(), i + 1);
    }
  }

  @Property
  void nothingIsLostOrSplit(@ForAll("texts") String text) {
    Segments segments = Segments.of(text, 7);
    boolean isGsm = segments.dataCoding() == Segments.GSM;
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : segments.parts()) {
      assertThat(part.length).isLessThanOrEqualTo(isGsm ? 160 : 140);
      int from = segments.isConcatenated() ? 6 : 0;
      byte[] body = java.util.Arrays.copyOfRange(part, from, part.length);
      if (isGsm) {
        assertThat(body.length == 0 || body[body.length - 1] != 0x1b).isTrue();
      } else {
        String read = new String(body, StandardCharsets.UTF_16BE);
        assertThat(read.isEmpty() || !Character.isHighSurrogate(read.charAt(read.length() - 1)))
            .isTrue();
      }
      whole.writeBytes(body);
    }
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    if (isGsm) {
      text.chars().forEach(each -> expected.writeBytes(GsmAlphabet.septets((char) each)));
    } else {
      expected.writeBytes(text.getBytes(StandardCharsets.UTF_16BE));
    }
    assertThat(whole.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> gsm =
        Arbitraries.strings().withChars("abc{}€~ äöü@\n").ofMinLength(0).ofMaxLength(500);
    Arbitrary<String> any =
        Arbitraries.of("a", "€", "ع", "😀", "山", " ")
            .list()
            .ofMaxSize(300)
            .map(all -> String.join("", all));
    return Arbitraries.oneOf(gsm, any);
  }

  private static int parts(String text) {
    return Segments.of(text, 1).parts().size();
  }
}
