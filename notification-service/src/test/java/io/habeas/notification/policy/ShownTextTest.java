package io.habeas.notification.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
  private static final PolicyText TEXT =
      PolicyText.written("en", "T", "S", "# A\n\n</article> <b>\n\n- c\n");

  @Test
  void aPageThatShowsTheTextHasItsHash() {
    assertThat(ShownText.hashIn(page(TEXT.html()))).contains(TEXT.shownHash());
  }

  @Test
  void oneSignMoreOrLessIsAnotherText() {
    assertThat(ShownText.hashIn(page(TEXT.html() + " ")))
        .isPresent()
        .get()
        .isNotEqualTo(TEXT.shownHash());
    assertThat(ShownText.hashIn("<p>" + TEXT.html() + "</p>")).isEmpty();
    assertThat(ShownText.hashIn("")).isEmpty();
  }

  private static String page(String html) {
    return "<main><article id=\"policy-text\" data-sha256=\"x\">" + html + "</article></main>";
  }
}
