package io.habeas.notification.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever comes back: the reader ends, soon, and throws nothing. */
class ReportReaderPropertiesTest {
  private static final int MOST = 256 * 1024;
  private static final List<byte[]> CORPUS = corpus();

  @Property(tries = 2000)
  void noBytesMakeItThrow(@ForAll byte[] bytes) {
    assertThat(ReportReader.read(bytes)).isNotNull();
  }

  @Property(tries = 2000)
  void noMutilatedBounceMakesItThrow(@ForAll("mutilated") byte[] bytes) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(ReportReader.read(bytes).tokens()).hasSizeLessThan(9));
  }

  @Provide
  Arbitrary<byte[]> mutilated() {
    return Arbitraries.longs()
        .map(
            seed -> {
              Random random = new Random(seed);
              byte[] bytes = CORPUS.get(random.nextInt(CORPUS.size())).clone();
              for (int i = 0; bytes.length > 0 && i < 1 + random.nextInt(40); i++) {
                int at = random.nextInt(bytes.length);
                bytes[at] =
                    random.nextBoolean()
                        ? (byte) random.nextInt()
                        : bytes[random.nextInt(bytes.length)];
              }
              return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            });
  }

  @Test
  void whatIsNestedWithoutEndOrComesInThousandsOfPartsEnds() {
    String deep =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i))
            .collect(Collectors.joining());
    String wide =
        "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: message/delivery-status\n\nAction: failed\n".repeat(4_000);
    String same = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(5_000);
    for (String hostile : List.of(deep, wide, same)) {
      assertSoon(hostile);
    }
  }

  @Test
  void whatMakesExpressionsGoBackAndForthEnds() {
    for (String unit :
        List.of(
            " ",
            "\t",
            "\n",
            "\r",
            "<",
            "<>",
            "5.1.",
            "1.1.1.",
            "550 ",
            "+",
            "=",
            "=?",
            "=?utf-8?q?",
            "a: b\n",
            "a\n b",
            "--",
            "mailbox ",
            "user ",
            "quota exceeds the ",
            "recipient ",
            "Action:\n\n",
            "boundary=\"",
            "{",
            "\u0000",
            "é",
            "confirm your ",
            "added to ")) {
      assertSoon(unit.repeat(MOST / unit.length()));
      assertSoon(
          "From: mailer-daemon@x\nSubject: failure notice\n\n" + unit.repeat(MOST / unit.length()));
      assertSoon("From: a@b\nContent-Type: " + unit.repeat(MOST / unit.length()));
      assertSoon(
          "From: mailer-daemon@x\nContent-Type: text/html\n\n" + unit.repeat(MOST / unit.length()));
    }
  }

  private static void assertSoon(String hostile) {
    byte[] bytes = hostile.getBytes(StandardCharsets.UTF_8);
    byte[] bounded = java.util.Arrays.copyOf(bytes, Math.min(bytes.length, MOST));
    assertThatCode(
            () ->
                Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> ReportReader.read(bounded)))
        .doesNotThrowAnyException();
  }

  private static List<byte[]> corpus() {
    try (var files = Files.list(Path.of("src/test/resources/bounces"))) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(ReportReaderPropertiesTest::bytes)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
