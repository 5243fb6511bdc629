package io.habeas.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a home page shows of an announced change, until it is dismissed. */
@Order(4)
class HomePageNoticeTest {

  private static final String DOCUMENT = "terms-of-embedding";

  @Test
  void itShowsAnAnnouncedVersionUntilThatOneIsDismissed() {
    Policy policy = new Policy(DOCUMENT).create();
    policy.draft("1", "# Terms\n\nOne.\n");
    policy.activate("1");
    policy.draft("2", "# Terms\n\nTwo.\n");
    policy.announce("2");
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(360, ColorScheme.LIGHT)) {
      Page page = window.newPage();
      Look look = new Look(page).at("/embed/example.html");
      Locator notice = page.getByLabel("Policy change: The " + DOCUMENT + " policy (2)");
      assertThat(notice).isVisible();
      look.isAccessible().fits().brokeNothing();

      page.getByLabel("Dismiss: The " + DOCUMENT + " policy (2)").press("Enter");
      assertThat(notice).hasCount(0);
      look.at("/embed/example.html");
      assertThat(notice).hasCount(0);
      org.assertj.core.api.Assertions.assertThat(window.cookies()).isEqualTo(List.of());
    }
  }
}
