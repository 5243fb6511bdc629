package io.habeas.notification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of message that comes back, each with what it is held to say. */
class BounceCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/bounces");
  private static final String TOKEN = "0123456789abcdefghijklmnopqrstuv0123456789abcdefghijk";

  static Stream<Path> messages() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList().stream();
    }
  }

  @Test
  void thereAreManyKinds() throws IOException {
    assertThat(messages()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageSaysWhatItIsHeldToSay(Path message) throws IOException {
    Properties expected = new Properties();
    try (var in =
        Files.newBufferedReader(Path.of(message.toString().replace(".eml", ".expected")))) {
      expected.load(in);
    }

    Report report = ReportReader.read(withToken(Files.readAllBytes(message)));

    assertThat(report.kind()).isEqualTo(Report.Kind.valueOf(expected.getProperty("kind")));
    assertThat(report.status()).isEqualTo(expected.getProperty("status"));
    if (expected.getProperty("token").equals("yes")) {
      assertThat(report.tokens()).containsExactly(TOKEN);
    } else {
      assertThat(report.tokens()).doesNotContain(TOKEN);
    }
  }

  /** The corpus keeps a place for a token, as those that are real are signed. */
  private static byte[] withToken(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1)
        .replace("{{TOKEN}}", TOKEN)
        .replace("{{TOKEN_UPPER}}", TOKEN.toUpperCase(Locale.ROOT))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<String> tokens(String message) {
    return ReportReader.read(message.getBytes(StandardCharsets.UTF_8)).tokens();
  }

  @Test
  void ofManyTokensAFewAreReadTheEnvelopesFirst() {
    StringBuilder message = new StringBuilder("To: bounces+" + TOKEN + "@habeas.example\n\n");
    for (int i = 0; i < 1000; i++) {
      message.append("x+").append(TOKEN.substring(4)).append("%04d".formatted(i)).append("@y\n");
    }
    assertThat(tokens(message.toString())).hasSize(8).startsWith(TOKEN);
  }
}
