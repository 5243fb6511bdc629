package io.habeas.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every flow without a mouse: each step is reached by keys, seen when it is, and come back from.
 */
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardTest {

  private static final String DOCUMENT = "cookies";
  private static final String NEXT = "2027-1";

  /** Of this customer a partner got the address for the newsletter. */
  private static final int SHARED = 0;

  private static final int CORRECTED = 11;
  private static final int CALLER = 12;

  @Test
  @Order(1)
  void correctsAContactPoint() {
    at(
        1360,
        window -> {
          Page page = People.customer(window, CORRECTED, "/account/data");
          Keyboard keys = new Keyboard(page);
          keys.to("Correct: E-mail").press("Enter").isAt("E-mail");
          keys.press("Escape").write("c11.corrected@customers.example").to("Save").press("Enter");
          assertThat(page.getByText("Corrected.")).isVisible();
          assertThat(page.getByText("c11.corrected@customers.example")).isVisible();
          keys.isAt("Correct: E-mail");
        });
  }

  @Test
  @Order(1)
  void switchesATopic() {
    at(
        360,
        window -> {
          Page page = People.customer(window, CORRECTED, "/account/communication");
          Locator offers =
              page.getByRole(
                  AriaRole.SWITCH,
                  new Page.GetByRoleOptions().setName("Surveys and contests: E-mail"));
          boolean before = offers.isChecked();
          new Keyboard(page).to("Surveys and contests: E-mail").press("Space");
          assertThat(page.getByText("Saved.")).isVisible();
          assertThat(offers.isChecked()).isEqualTo(!before);
        });
  }

  @Test
  @Order(1)
  void stopsSharingAndTakesItUpAgainWithAsManyKeys() {
    at(
        1360,
        window -> {
          Page page = People.customer(window, SHARED, "/account/recipients");
          Keyboard keys = new Keyboard(page);
          keys.to("Share again: Newsletter").press("Enter").isAt("Stop sharing: Newsletter");
          keys.press("Enter").isAt("Share again: Newsletter");
          assertThat(page.getByText("No longer shared for: Newsletter.")).isVisible();
        });
  }

  /** The person names an hour of their own day, in Berlin; the agent need not be there. */
  @Test
  @Order(1)
  void anAgentCallsBackWhenThePersonWantsIt() {
    at(
        360,
        window -> {
          List<String> told = CallsToMake.told(window);
          Page page = People.agent(window, "/desk/calls");
          Keyboard keys = new Keyboard(page);
          keys.to("Next call").press("Enter");
          page.waitForSelector("blockquote");
          keys.to("Call back").press("Enter").isAt("Day and time there");
          keys.press("Escape").isAt("Call back").press("Enter").isAt("Day and time there");

          LocalDate day = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(3);
          page.getByLabel("Day and time there").fill(day + "T22:30");
          keys.to("Call back").press("Enter");
          assertThat(page.getByText("Between 8:00 and 21:00 there.")).isVisible();
          assertThat(told).isEmpty();

          page.getByLabel("Day and time there").fill(day + "T15:30");
          page.keyboard().press("Enter");
          page.waitForCondition(() -> !told.isEmpty());
          assertThat(page.locator("blockquote")).hasCount(0);
          assertThat(told)
              .singleElement()
              .asString()
              .contains("\"outcome\":\"call-back\"")
              .contains(
                  day.atTime(15, 30)
                      .atZone(ZoneId.of("Europe/Berlin"))
                      .toInstant()
                      .toString()
                      .replace("Z", ""));
        });
  }

  @Test
  @Order(2)
  void theDeskDraftsPreviewsAndAnnounces() {
    Policy policy = new Policy(DOCUMENT).create();
    policy.draft("2026-1", "We use cookies to keep you signed in.\n");
    policy.activate("2026-1");
    at(
        1360,
        window -> {
          Page page = People.dpo(window, "/desk/notices");
          Keyboard keys = new Keyboard(page);
          keys.to("Write a new version").press("Enter");
          keys.to("Policy");
          page.getByLabel("Policy").selectOption(DOCUMENT);
          keys.to("Name of the version").write(NEXT);
          keys.to("What changes, in short").write("We count visits.");
          keys.to("Text (Markdown)")
              .write(
                  "We use cookies to keep you **signed in** and to count visits. <script>alert(1)</script>");
          keys.to("Save draft").press("Enter");
          assertThat(heading(page)).hasText("Draft " + NEXT);

          keys.to("Write").press("ArrowRight");
          Locator shown = page.locator(".preview");
          assertThat(shown.locator("strong")).hasText("signed in");
          assertThat(shown.locator("script").count()).isZero();
          keys.press("ArrowRight");
          assertThat(page.locator("ins").last()).isVisible();

          keys.to("Takes effect on");
          String lawful = page.getByLabel("Takes effect on").inputValue();
          page.getByLabel("Takes effect on")
              .fill(java.time.LocalDate.parse(lawful).minusDays(2).toString());
          keys.to("Announce").press("Enter").isAt("Announce").press("Enter");
          assertThat(page.getByRole(AriaRole.ALERT))
              .containsText("thirty days after it is announced");
          page.getByLabel("Takes effect on").fill(lawful);
          keys.to("Announce").press("Enter").isAt("Announce").press("Enter");
          assertThat(page.getByText("The mailing has begun.")).isVisible();

          keys.to("Pause").press("Enter").isAt("Resume");
          keys.press("Enter").isAt("Pause").press("Enter").isAt("Resume");
          assertThat(page.getByText("The mailing is paused.")).isVisible();
        });
  }

  @Test
  @Order(3)
  void readsAPolicyChangeAndTakesTheProof() {
    at(
        360,
        window -> {
          Page page = People.customer(window, CORRECTED, "/account/policy-changes");
          Keyboard keys = new Keyboard(page);
          keys.to("Show every change").press("Enter").isAt("Hide the changes");
          keys.to("Changed words").press("ArrowDown");
          keys.to("Download proof of notice");
          Download proof = page.waitForDownload(() -> keys.press("Enter"));
          Path file = Path.of("target", "proof-by-keyboard.json").toAbsolutePath();
          proof.saveAs(file);
          assertThat(Suite.verify(file)).contains("VALID: entry").doesNotContain("NOT VALID");
        });
  }

  @Test
  @Order(3)
  void theDeskFindsSomebodyRevealsThemAndChangesWhatTheyWant() {
    at(
        1360,
        window -> {
          Page page = People.dpo(window, "/desk/customers");
          Keyboard keys = new Keyboard(page);
          keys.to("Value")
              .write(Customers.email(OnePolicyChangeTest.PREFIX, CALLER))
              .press("Enter");
          assertThat(page.getByText("1 person found")).isVisible();
          keys.to("Open").press("Enter");
          assertThat(heading(page)).containsText("***");

          keys.to("Reveal personal data").press("Enter").isAt("What for");
          keys.press("Escape").isAt("Reveal personal data");
          keys.press("Enter").isAt("What for").to("Reveal and record").press("Enter");
          assertThat(page.getByText(Customers.email(OnePolicyChangeTest.PREFIX, CALLER)))
              .isVisible();
          keys.isAt("Hide again");

          keys.to("Ticket or call number").write("CALL-77").to("Newsletter: E-mail").press("Space");
          assertThat(page.getByText("Saved.")).isVisible();
          assertThat(history(CALLER)).contains("\"CALL-77\"").contains("\"phone\"");
        });
  }

  private static Locator heading(Page page) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  private static String history(int customer) {
    return Api.client("habeas-admin", "consent:read")
        .get("/api/consent/v1/subjects/" + People.subject(customer) + "/preferences/history")
        .text();
  }

  private static void at(int width, java.util.function.Consumer<BrowserContext> flow) {
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(width, ColorScheme.LIGHT)) {
      flow.accept(window);
    }
  }
}
