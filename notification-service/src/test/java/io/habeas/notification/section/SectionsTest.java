package io.habeas.notification.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SectionsTest {

  @Test
  void aSectionGoesFromItsHeadingToTheNext() {
    List<Section> sections =
        Sections.of("Before.\n\n# A\n\nOne.\n\n## B {#given}\n\nTwo.\n\n```\n# no heading\n```\n");

    assertThat(sections).extracting(Section::id).containsExactly("", "a", "given");
    assertThat(sections).extracting(Section::title).containsExactly("", "A", "B");
    assertThat(sections.getLast().markdown()).contains("# no heading");
  }

  @Test
  void noTwoSectionsHaveOneName() {
    assertThat(Sections.of("# X\n\n# X-1\n\n# X\n\n# X {#x-1}\n\n# X {#x}\n"))
        .extracting(Section::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsSpacedMovedOrNamedOtherwiseSaysTheSame() {
    String before = "# A {#a}\n\nOne two.\n\n# B {#b}\n\nThree.\n";

    assertThat(Sections.changed(before, "# B {#b}\n\nThree.\n\n\n# A {#a}\n\nOne\ntwo.\n"))
        .isEmpty();
    assertThat(Sections.changed(before, before.replace("Three", "Four"))).containsExactly("b");
    assertThat(Sections.changed(before, "# A {#a}\n\nOne two.\n")).containsExactly("b");
    assertThat(Sections.changed("# Teilen\n\nx\n", "# Sharing\n\nx\n"))
        .containsExactly("sharing", "teilen");
  }

  @Property(tries = 300)
  void sectionsPutTogetherAreTheText(@ForAll String text) {
    String markdown = "# A\n\n" + text + "\n\n## B\n\n" + text;

    assertThat(Sections.of(markdown).stream().map(Section::markdown).collect(Collectors.joining()))
        .isEqualTo(markdown);
  }

  @Test
  void aTagIsOfAKindAndItsValueIsOfThatKind() {
    assertThat(Tag.parse("product:vps-2")).isPresent();
    assertThat(Tag.parse("country:US")).isPresent();
    for (String none : List.of("country:us", "planet:mars", "product:", ":x", "", "channel:fax")) {
      assertThat(Tag.parse(none)).as(none).isEmpty();
    }
  }
}
