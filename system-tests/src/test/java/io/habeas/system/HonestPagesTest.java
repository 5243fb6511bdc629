package io.habeas.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What pages owe to the one who is looked at, and to the one who looks when something goes wrong.
 */
@Order(4)
class HonestPagesTest {

  private static final int LOOKED_AT = 13;
  private static final int EDITED = 14;

  @Test
  void personalDataIsMaskedAndRevealingItIsRecorded() throws SQLException {
    String email = Customers.email(OnePolicyChangeTest.PREFIX, LOOKED_AT);
    UUID subject = UUID.fromString(People.subject(LOOKED_AT));
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
      Page page = People.dpo(window, "/desk/notices");
      new Look(page).at("/desk/customers/" + subject);
      assertThat(page.content()).doesNotContain(email);
      assertThat(recorded(subject)).contains("subject.seen-masked").doesNotContain("subject.read");

      button(page, "Reveal personal data").click();
      page.getByLabel("What for").selectOption("billing");
      button(page, "Reveal and record").click();
      assertThat(page.getByText(email)).isVisible();
      assertThat(recorded(subject)).contains("subject.read");

      button(page, "Hide again").click();
      assertThat(page.getByText(email)).hasCount(0);
    }
  }

  @Test
  void everybodySeesUnderWhichNameTheyAreSignedIn() {
    try (Browser browser = new Browser()) {
      try (BrowserContext window = browser.window(360, ColorScheme.LIGHT)) {
        Page page = People.customer(window, EDITED, "/account/communication");
        assertThat(page.locator("header bdi")).containsText("A\u030Astro\u0308m");
      }
      try (BrowserContext window = browser.window(360, ColorScheme.LIGHT)) {
        assertThat(People.dpo(window, "/desk/notices").locator("header bdi"))
            .hasText("Dana Privacy");
      }
    }
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsShownAndNothingTypedIsLost() {
    try (Browser browser = new Browser();
        BrowserContext one = browser.window(360, ColorScheme.LIGHT);
        BrowserContext other = browser.window(360, ColorScheme.LIGHT)) {
      Page mine = correcting(one, "c14.mine@customers.example");
      Page theirs = correcting(other, "c14.theirs@customers.example");
      button(theirs, "Save").click();
      assertThat(theirs.getByText("Corrected.")).isVisible();

      button(mine, "Save").click();
      assertThat(mine.getByRole(AriaRole.ALERT)).containsText("c14.theirs@customers.example");
      assertThat(email(mine)).hasValue("c14.mine@customers.example");
      button(mine, "Save mine instead").click();
      assertThat(mine.getByText("c14.mine@customers.example")).isVisible();
    }
  }

  @Test
  void aServiceThatIsDownIsSaidAndAskedAgain() {
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(360, ColorScheme.LIGHT)) {
      window.route("**/api/disclosure/**", HonestPagesTest::unavailable);
      Page page = People.customer(window, EDITED, "/account/recipients");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot reach this part");
      new Look(page).isAccessible().fits();

      window.unroute("**/api/disclosure/**");
      button(page, "Try again").click();
      assertThat(page.getByText("Nobody has asked us for data about you.")).isVisible();
    }
  }

  @Test
  void liveProgressIsTakenUpAgainAfterItWasRefused() {
    Policy policy = new Policy("honest").create();
    policy.draft("1", "# Honest\n\nOne.\n");
    policy.activate("1");
    policy.draft("2", "# Honest\n\nTwo.\n");
    String campaign = policy.announce("2");
    policy.setState(campaign, "paused");
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
      window.route("**/progress", HonestPagesTest::unavailable);
      Page page = People.dpo(window, "/desk/notices");
      Locator panel = page.getByLabel("honest policy, version 2");
      assertThat(panel.getByText("Connection lost. Trying again.")).isVisible();

      window.unroute("**/progress");
      assertThat(panel.getByText("Live", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();
    }
    policy.setState(campaign, "running");
    policy.awaitCompleted(campaign);
  }

  private static Page correcting(BrowserContext window, String email) {
    Page page = People.customer(window, EDITED, "/account/data");
    button(page, "Correct: E-mail").click();
    email(page).fill(email);
    return page;
  }

  private static Locator email(Page page) {
    return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void unavailable(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setHeaders(Map.of("Content-Type", "application/problem+json"))
            .setBody("{\"type\":\"about:blank\",\"title\":\"Unavailable\",\"status\":503}"));
  }

  private static List<String> recorded(UUID subject) throws SQLException {
    List<String> actions = new ArrayList<>();
    try (Connection database = Suite.RUNNING.database("subject");
        PreparedStatement query =
            database.prepareStatement(
                """
                select e.action from ledger_entry e join ledger_record r on r.entry_id = e.id
                where r.subject_id = ? order by e.id
                """)) {
      query.setObject(1, subject);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          actions.add(rows.getString(1));
        }
      }
    }
    return actions;
  }
}
