package io.habeas.notification.policy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @Test
  void formatsWhatAPolicyNeeds() {
    assertThat(Markdown.html("# A\n\n- **b** [c](https://d.example)\n\n|x|y|\n|-|-|\n|1|2|"))
        .contains(
            "<h2 id=\"a\">A</h2>",
            "<strong>b</strong>",
            "href=\"https://d.example\"",
            "<td>1</td>");
  }

  @Test
  void aSectionIsReachedByTheNameThatItsAuthorGaveIt() {
    assertThat(
            Markdown.html("# Teilen {#sharing}\n\n## Teilen\n\n## Teilen\n\n## {#x\" onclick=y}"))
        .contains(
            "<h2 id=\"sharing\">Teilen</h2>",
            "<h3 id=\"teilen\">Teilen</h3>",
            "<h3 id=\"teilen-2\">")
        .doesNotContain("onclick=\"", "\" onclick");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://tracker.example/p.gif)",
        "<a href=\"data:text/html,x\" style=\"x\" onclick=\"y\">z</a>"
      })
  void nothingRunsAndNothingIsFetched(String hostile) {
    assertThat(Markdown.html(hostile))
        .doesNotContain("<script", "<img", "href=\"javascript", "href=\"data");
  }

  @Property(tries = 300)
  void noTextGivesAScript(@ForAll String text) {
    assertThat(Markdown.html("<script>" + text + "</script>").toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<script");
  }
}
