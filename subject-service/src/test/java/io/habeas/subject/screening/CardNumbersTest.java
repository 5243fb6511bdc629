package io.habeas.subject.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "my card is 4111 1111 1111 1111, thanks",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "4111 - 1111 - 1111 - 1111",
        "5500005555555559",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
        "6304000000000000",
        "４１１１ １１１１ １１１１ １１１１",
        "٤١١١١١١١١١١١١١١١",
        "4111\u00A01111\u00A01111\u00A01111",
        "4111\u200B1111\u200B1111\u200B1111",
        "order 12 4111111111111111",
        "4111111111111111 12/29 123"
      })
  void cardNumbersAreFound(String text) {
    assertThat(CardNumbers.foundIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "+49 30 901820",
        "2026-11-22T14:10:00Z",
        "1234567890123456",
        "tok_4111",
        "41111111111111111111111111",
        "9111111111111111",
        "",
        "490154203237518",
        "4111 1111 1111",
        "4111a1111a1111a1111"
      })
  void otherNumbersPass(String text) {
    assertThat(CardNumbers.foundIn(text)).isFalse();
  }
}
