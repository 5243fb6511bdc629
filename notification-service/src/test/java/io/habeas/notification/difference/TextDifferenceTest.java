package io.habeas.notification.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.section.Blocks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextDifferenceTest {
  private static final String OLD = text("/policies/privacy-old.md");

  /** A block is laid beside two hundred others at the most, and a short one is of four signs. */
  private static final long MOST_STEPS_A_SIGN = 150;

  private static final String NEW = text("/policies/privacy-new.md");

  @Property(tries = 2_000)
  void keptAndRemovedIsTheOldTextAndKeptAndAddedTheNewOne(
      @ForAll("markdown") String before, @ForAll("markdown") String after) {
    TextDifference difference = TextDifference.between(before, after);

    assertThat(read(difference, Change.ADDED)).isEqualTo(before);
    assertThat(read(difference, Change.REMOVED)).isEqualTo(after);
    assertThat(difference.isNone()).isEqualTo(before.equals(after));
  }

  @Property(tries = 500)
  void blocksPutTogetherAreTheText(@ForAll("markdown") String text) {
    assertThat(Blocks.of(text).stream().map(Blocks.Block::text).collect(Collectors.joining()))
        .isEqualTo(text);
    assertThat(String.join("", Words.of(text))).isEqualTo(text);
  }

  @Example
  void twoLongPoliciesDifferWhereTheyWereEdited() {
    TextDifference difference = TextDifference.between(OLD, NEW);

    assertThat(read(difference, Change.ADDED)).isEqualTo(OLD);
    assertThat(read(difference, Change.REMOVED)).isEqualTo(NEW);
    long kept = words(difference, Change.KEPT);
    long old = kept + words(difference, Change.REMOVED);
    assertThat(old).isGreaterThan(2_000);
    assertThat((double) kept / old).as("share of kept words").isBetween(0.85, 0.95);
  }

  @Example
  void anEditedSentenceIsMarkedByItsWordsAlone() {
    assertThat(changedOf("sixty days")).contains("ninety", "sixty").hasSizeLessThanOrEqualTo(4);
    assertThat(changedOf("Metrica")).allMatch(words -> words.length() < 120);
  }

  @Example
  void aParagraphThatCameSmearsOverNothing() {
    List<BlockDifference> came =
        TextDifference.between(OLD, NEW).blocks().stream()
            .filter(block -> block.after().contains("artificial intelligence"))
            .toList();

    assertThat(came).allMatch(block -> block.change() == BlockDifference.State.ADDED).isNotEmpty();
  }

  @Example
  void aParagraphThatMovedIsNamedInBothPlaces() {
    List<BlockDifference> moved =
        TextDifference.between(OLD, NEW).blocks().stream().filter(BlockDifference::moved).toList();

    assertThat(moved)
        .extracting(BlockDifference::change)
        .contains(BlockDifference.State.ADDED, BlockDifference.State.REMOVED);
    assertThat(moved).allMatch(block -> block.spans().size() == 1);
  }

  @Example
  void aTableChangesByItsRowsAndAListByItsItems() {
    TextDifference difference =
        TextDifference.between(
            "| a | b |\n|---|---|\n| one | 1 |\n| two | 2 |\n\n- red\n- green\n- blue\n",
            "| a | b |\n|---|---|\n| one | 1 |\n| new | 9 |\n| two | 3 |\n\n- red\n- grey\n- green\n- blue\n");

    assertThat(difference.blocks())
        .filteredOn(block -> block.change() != BlockDifference.State.KEPT)
        .extracting(block -> block.change() + " " + block.after().strip())
        .containsExactly("ADDED | new | 9 |", "CHANGED | two | 3 |", "ADDED - grey");
  }

  @Example
  void chineseChangesByItsSignsAndArabicByItsWords() {
    assertThat(changes("我们收集您的电子邮件地址。", "我们收集您的电话号码地址。")).containsExactly("-子邮件", "+话号码");
    assertThat(changes("نجمع بريدك الإلكتروني عند التسجيل", "نجمع رقم هاتفك عند التسجيل"))
        .containsExactly("-بريدك الإلكتروني", "+رقم هاتفك");
    assertThat(changes("नमस्ते दुनिया है", "नमस्ते भारत है")).containsExactly("-दुनिया", "+भारत");
  }

  /** Steps, not seconds: how many there are is the same on every machine. */
  @Example
  void theLargestTextsTakeEffortInProportionToTheirLength() {
    inProportion("aaaa bbbb ".repeat(20_000), "bbbb aaaa cc ".repeat(15_000));
    inProportion("a b\n\n".repeat(40_000), "b a\n\n".repeat(40_000));
    inProportion("> ".repeat(50_000), "- ".repeat(50_000));
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (int i = 0; first.length() < 199_000; i++) {
      first.append("w").append(i % 977).append(i % 5 == 0 ? "\n\n" : " ");
      second.append("w").append(i % 1_009).append(i % 7 == 0 ? "\n\n" : " ");
    }
    inProportion(first.toString(), second.toString());
    inProportion(OLD.repeat(10), NEW.repeat(10));
  }

  /** And what comes of it is a difference all the same. */
  private static void inProportion(String before, String after) {
    Effort effort = new Effort();
    TextDifference difference = TextDifference.between(before, after, effort);
    assertThat(effort.steps())
        .as("steps for %d signs", before.length() + after.length())
        .isLessThan(MOST_STEPS_A_SIGN * (before.length() + after.length()));
    assertThat(read(difference, Change.ADDED)).isEqualTo(before);
    assertThat(read(difference, Change.REMOVED)).isEqualTo(after);
  }

  @Provide
  Arbitrary<String> markdown() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "# One\n",
            "## Two {#two}\n\n",
            "a word ",
            "another, ",
            "word.\n\n",
            "- item\n",
            "1. x\n",
            "| a | b |\n",
            "|---|---|\n",
            "```\n",
            "> q\n",
            "\r\n",
            "\r",
            "    code\n",
            "李小龍",
            "é",
            "👩‍👩‍👧",
            "مرحبا",
            "* * *\n",
            "\t",
            "\u00a0",
            "  \n",
            "[a]: http://x\n",
            "<b>\n");
    return pieces.list().ofMaxSize(25).map(list -> String.join("", list));
  }

  private static List<String> changes(String before, String after) {
    return TextDifference.between(before, after).blocks().stream()
        .flatMap(block -> block.spans().stream())
        .filter(span -> span.change() != Change.KEPT)
        .map(span -> (span.change() == Change.ADDED ? "+" : "-") + span.text())
        .toList();
  }

  private static List<String> changedOf(String about) {
    return TextDifference.between(OLD, NEW).blocks().stream()
        .filter(block -> block.change() == BlockDifference.State.CHANGED)
        .filter(block -> block.after().contains(about))
        .flatMap(block -> block.spans().stream())
        .filter(span -> span.change() != Change.KEPT)
        .map(Span::text)
        .toList();
  }

  private static long words(TextDifference difference, Change change) {
    return difference.blocks().stream()
        .flatMap(block -> block.spans().stream())
        .filter(span -> span.change() == change)
        .flatMap(span -> Words.of(span.text()).stream())
        .filter(Words::isWord)
        .count();
  }

  private static String read(TextDifference difference, Change without) {
    return difference.blocks().stream()
        .flatMap(block -> block.spans().stream())
        .filter(span -> span.change() != without)
        .map(Span::text)
        .collect(Collectors.joining());
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(TextDifferenceTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
