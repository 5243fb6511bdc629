package io.habeas.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalDataMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused ana.müller@example.org at once | refused [email] at once",
        "call +49 30 901820 now | call [number] now",
        "card 4111 1111 1111 1111 | card [number]",
        "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln | Bearer [token]",
      })
  void masksWhatIsPersonal(String line, String masked) {
    assertThat(PersonalDataMask.mask(line)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "subject 0190163d-8694-739b-aea5-966c26f8ad91 was told",
    "started in 8.231s listening on 127.0.0.1:8081",
    "2026-11-22T12:15:42Z 10000 rows",
  })
  void leavesIdsTimesAndCountsAlone(String line) {
    assertThat(PersonalDataMask.mask(line)).isEqualTo(line);
  }

  @Test
  void aRecordsParametersAndFailureAreMaskedToo() {
    ExtLogRecord record =
        new ExtLogRecord(Level.INFO, "no mail to %s", ExtLogRecord.FormatStyle.PRINTF, "test");
    record.setParameters(new Object[] {"ana@example.org\nWARN forged"});
    record.setThrown(
        new IllegalStateException("outer", new IllegalArgumentException("bad ana@example.org")));

    new MaskingFilter().isLoggable(record);

    assertThat(record.getFormattedMessage()).isEqualTo("no mail to [email] WARN forged");
    assertThat(record.getThrown()).hasToString("java.lang.IllegalStateException: outer");
    assertThat(record.getThrown().getCause())
        .hasToString("java.lang.IllegalArgumentException: bad [email]");
  }
}
