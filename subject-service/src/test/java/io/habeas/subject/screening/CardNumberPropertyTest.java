package io.habeas.subject.screening;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardNumberPropertyTest {

  @Property
  void everyVisaNumberIsFoundHoweverItIsGrouped(
      @ForAll("visas") String card,
      @ForAll("separators") String separator,
      @ForAll("sizes") int size) {
    StringBuilder grouped = new StringBuilder("pay with ");
    for (int i = 0; i < card.length(); i += size) {
      grouped.append(card, i, Math.min(card.length(), i + size)).append(separator);
    }

    assertThat(CardNumbers.foundIn(grouped + "please")).isTrue();
  }

  @Property
  void aWrongCheckDigitIsNoCard(@ForAll("visas") String card) {
    char last = card.charAt(card.length() - 1);
    String wrong = card.substring(0, card.length() - 1) + (char) ('0' + (last - '0' + 1) % 10);

    assertThat(CardNumbers.foundIn(wrong)).isFalse();
  }

  @Provide
  Arbitrary<String> visas() {
    return Arbitraries.strings()
        .numeric()
        .ofLength(14)
        .map(rest -> "4" + rest)
        .map(CardNumberPropertyTest::withCheckDigit);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of(" ", "-", ".", "  ", " - ", "\u00A0", "–", "\u200D");
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 16);
  }

  private static String withCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return digits + (10 - sum % 10) % 10;
  }
}
