package io.habeas.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {

  @TempDir Path directory;

  /** The vectors of RFC 6238, appendix B, cut to six digits. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037"
  })
  void showsWhatTheStandardSays(long moment, String code) throws IOException {
    DataDirectory data = new DataDirectory(directory).create();
    Files.writeString(data.keys().resolve("secrets.properties"), "code.dpo=12345678901234567890");

    assertThat(OneTimeCode.of(Secrets.of(data), "dpo").at(Instant.ofEpochSecond(moment)))
        .isEqualTo(code);
  }
}
