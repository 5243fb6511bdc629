package io.habeas.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id:0000012345 sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:DELIVRD err:000 text:hello | 12345 | DELIVERED",
        "ID:abcDEF-1 STAT:undeliv ERR:027 | abcdef-1 | FAILED",
        "stat:EXPIRED id:7 | 7 | FAILED",
        "id: 42 stat: REJECTD | 42 | FAILED",
        "id:9 stat:ENROUTE | 9 | WAITING",
        "id:9 stat:DELIVERED text:id:8 stat:UNDELIV | 9 | DELIVERED",
        "id:9 stat:WHATEVER | 9 | FAILED"
      })
  void textsOfManyCentresAreRead(String text, String reference, Receipt.State state) {
    assertThat(Receipt.of(null, null, text))
        .hasValueSatisfying(
            receipt -> {
              assertThat(receipt.reference()).isEqualTo(reference);
              assertThat(receipt.state()).isEqualTo(state);
            });
  }

  @Test
  void parametersGoBeforeTheText() {
    assertThat(Receipt.of("00AB", (byte) 2, "id:1 stat:UNDELIV"))
        .hasValueSatisfying(
            receipt -> {
              assertThat(receipt.reference()).isEqualTo("ab");
              assertThat(receipt.state()).isEqualTo(Receipt.State.DELIVERED);
            });
  }

  @Test
  void whatIsNoReceiptIsNone() {
    assertThat(Receipt.of(null, null, "STOP")).isEmpty();
    assertThat(Receipt.of(null, null, "id:7")).isEmpty();
    assertThat(Receipt.of(null, (byte) 99, "")).isEmpty();
  }
}
