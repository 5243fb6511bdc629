package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at a page as a strict reader does: what is wrong with what stands there now. */
final class Look {

  private static final List<String> TAGS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /**
   * Texts that are cut off, and things that stick out of the window. What scrolls by itself may be
   * wider than it shows, what is for listeners only is no text to see, and a title says the rest.
   */
  private static final String CUT_OFF =
      """
      () => [...document.querySelectorAll('body *')].filter(e => {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        if (box.width < 2 || box.height < 2 || style.visibility === 'hidden' || style.opacity === '0'
            || e.closest('.unseen, .skip, .diff, .preview, .topics thead, option, svg, textarea, [title]')) {
          return false;
        }
        const cut = e.innerText?.trim() && ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
        return cut || box.left < -1 || box.right > document.documentElement.clientWidth + 1;
      }).map(e => e.outerHTML.slice(0, 160))
      """;

  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  /** Listens from now on to what the browser complains of: errors, and breaches of the policy. */
  Look(Page page) {
    this.page = page;
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(page.url() + ": " + message.text() + " " + message.location());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
  }

  /** Goes to a page and waits until what it reads has come. */
  Look at(String path) {
    page.navigate(Suite.RUNNING.url() + path);
    return settle();
  }

  /** Waits until nothing is being loaded. */
  Look settle() {
    page.waitForSelector("h1");
    page.waitForFunction("() => document.querySelector('.waiting, .waiting-note') === null");
    page.waitForTimeout(300);
    return this;
  }

  /** Everybody can use it, as far as a machine can tell. */
  Look isAccessible() {
    Map<String, String> violations = new TreeMap<>();
    for (Rule rule : new AxeBuilder(page).withTags(TAGS).analyze().getViolations()) {
      violations.put(rule.getId(), rule.getNodes().getFirst().getHtml());
    }
    assertThat(violations).as(where()).isEmpty();
    return this;
  }

  /** Nothing is cut off and nothing has to be scrolled sideways. */
  Look fits() {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target/pages/" + where().replaceAll("[^A-Za-z0-9]+", "-") + ".png")));
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .as(where())
        .isLessThanOrEqualTo(page.viewportSize().width);
    assertThat((List<?>) page.evaluate(CUT_OFF)).as(where()).isEmpty();
    return this;
  }

  /** It says what it is, once. */
  Look hasOneHeading() {
    assertThat(page.locator("h1").count()).as(where()).isEqualTo(1);
    return this;
  }

  /** The browser had nothing to complain of. */
  void brokeNothing() {
    assertThat(complaints).isEmpty();
  }

  private String where() {
    String path = page.url().replace(Suite.RUNNING.url(), "").replaceAll("[0-9a-f-]{36}", "ID");
    Object language = page.evaluate("document.documentElement.lang");
    Object scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
    return path + " " + page.viewportSize().width + " " + language + " dark=" + scheme;
  }
}
