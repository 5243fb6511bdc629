package io.habeas.subject.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NormalisationPropertyTest {

  @Property
  void foldingTwiceIsFoldingOnce(@ForAll("texts") String text) {
    String folded = CaseFolding.foldedNfkc(text);

    assertThat(CaseFolding.foldedNfkc(folded)).isEqualTo(folded);
  }

  @Property
  void caseMakesNoDifference(@ForAll("texts") String text) {
    assertThat(CaseFolding.foldedNfkc(text.toUpperCase(Locale.ROOT)))
        .isEqualTo(CaseFolding.foldedNfkc(text));
  }

  @Property
  void compositionMakesNoDifference(@ForAll("texts") String text) {
    assertThat(CaseFolding.foldedNfkc(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .isEqualTo(CaseFolding.foldedNfkc(text));
  }

  @Property
  void anAddressNeverPrintsItself(@ForAll("locals") String local) {
    EmailAddress address = new EmailAddress(local + "@marked.example");

    assertThat(address.toString()).doesNotContain("marked").doesNotContain(local + "@");
    assertThat(address.masked()).doesNotContain("marked");
    assertThat(new NewContactPoint(address, null).toString()).doesNotContain("marked");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aAzZßſσςΣéÉжЖ王ﬁＡ①Åäïñ".toCharArray())
        .withCharRange('\u00C0', '\u024F')
        .ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> locals() {
    return Arbitraries.strings().alpha().ofMinLength(4).ofMaxLength(20);
  }
}
