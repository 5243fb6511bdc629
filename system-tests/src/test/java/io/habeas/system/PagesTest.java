package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every page in every scheme and width, and in the languages that are hardest on a layout. */
@Order(4)
class PagesTest {

  private static final List<String> CUSTOMER =
      List.of(
          "/account/data",
          "/account/communication",
          "/account/messages",
          "/account/recipients",
          "/account/policy-changes");
  private static final List<String> PUBLIC =
      List.of(
          "/",
          "/policy/privacy",
          "/proof",
          "/policy/privacy/versions/1.0/differences",
          "/embed/example.html");
  private static final List<String> AGENT = List.of("/desk/calls");
  private static final int SOMEBODY = 4;
  private static final int NARROW = 360;
  private static final int WIDE = 1360;

  private static String draft = "";

  @BeforeAll
  static void aTemplateIsBeingWritten() {
    draft = "/desk/templates/breach/" + Templates.draftOf("breach");
  }

  @Test
  void everyPageIsAccessibleFitsTheScreenAndBreaksNoPolicy() {
    try (Browser browser = new Browser()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {NARROW, WIDE}) {
          everyPage(browser, width, scheme, "en-GB");
        }
      }
    }
  }

  @Test
  void everyPageReadsFromRightToLeft() {
    try (Browser browser = new Browser()) {
      everyPage(browser, NARROW, ColorScheme.LIGHT, "ar");
      everyPage(browser, WIDE, ColorScheme.LIGHT, "ar");
      try (BrowserContext window = browser.window(WIDE, ColorScheme.LIGHT, "ar")) {
        Page page = People.customer(window, SOMEBODY, CUSTOMER.getFirst());
        new Look(page).settle();
        assertThat(page.getAttribute("html", "dir")).isEqualTo("rtl");
        assertThat(page.locator("nav").boundingBox().x)
            .isGreaterThan(page.locator("main").boundingBox().x);
      }
    }
  }

  @Test
  void germanSaysEverything() {
    try (Browser browser = new Browser()) {
      everyPage(browser, NARROW, ColorScheme.LIGHT, "de");
    }
  }

  @Test
  void textsMayBeTwoFifthsLonger() {
    try (Browser browser = new Browser();
        BrowserContext customers = browser.window(NARROW, ColorScheme.LIGHT);
        BrowserContext desk = browser.window(NARROW, ColorScheme.LIGHT)) {
      Look account = new Look(People.customer(customers, SOMEBODY, CUSTOMER.getFirst()));
      CUSTOMER.forEach(path -> account.at(path + "?language=en-XA").fits());
      Look staff = new Look(People.dpo(desk, "/desk/notices"));
      desk().forEach(path -> staff.at(path + "?language=en-XA").fits());
    }
  }

  @Test
  void aDialogIsAccessibleToo() {
    try (Browser browser = new Browser()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {NARROW, WIDE}) {
          try (BrowserContext window = browser.window(width, scheme)) {
            Page page = People.dpo(window, "/desk/notices");
            Look look = new Look(page).at(customerPage());
            page.getByText("Reveal personal data").click();
            page.waitForSelector("dialog[open]");
            look.isAccessible().fits().brokeNothing();
          }
        }
      }
    }
  }

  @Test
  void aCallInAnAgentsHandsIsToo() {
    try (Browser browser = new Browser()) {
      for (String language : List.of("en-GB", "de", "ar")) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          for (int width : new int[] {NARROW, WIDE}) {
            try (BrowserContext window = browser.window(width, scheme, language)) {
              CallsToMake.at(window);
              Page page = People.agent(window, AGENT.getFirst());
              Look look = new Look(page).at(AGENT.getFirst()).isAccessible().fits();
              page.locator("main li button").first().click();
              page.waitForSelector("blockquote");
              look.isAccessible().fits().hasOneHeading().brokeNothing();
              page.locator("main .actions button").last().click();
              page.waitForSelector("dialog[open]");
              look.isAccessible().fits().brokeNothing();
              page.locator("dialog input").fill(atNight());
              page.waitForSelector("dialog input[aria-invalid=true]");
              look.isAccessible().fits().brokeNothing();
            }
          }
        }
      }
    }
  }

  @Test
  void aTemplatesPreviewIsToo() {
    try (Browser browser = new Browser()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {NARROW, WIDE}) {
          try (BrowserContext window = browser.window(width, scheme)) {
            Page page = People.dpo(window, "/desk/notices");
            Look look = new Look(page).at(draft);
            page.getByText("Preview").click();
            page.waitForSelector("pre");
            look.isAccessible().fits().hasOneHeading().brokeNothing();
          }
        }
      }
    }
  }

  /** When no telephone may ring. */
  private static String atNight() {
    return LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(2) + "T23:00";
  }

  private static void everyPage(Browser browser, int width, ColorScheme scheme, String language) {
    try (BrowserContext window = browser.window(width, scheme, language)) {
      check(People.customer(window, SOMEBODY, CUSTOMER.getFirst()), CUSTOMER);
    }
    try (BrowserContext window = browser.window(width, scheme, language)) {
      check(People.dpo(window, "/desk/notices"), desk());
    }
    try (BrowserContext window = browser.window(width, scheme, language)) {
      check(People.agent(window, AGENT.getFirst()), AGENT);
    }
    try (BrowserContext window = browser.window(width, scheme, language)) {
      check(window.newPage(), PUBLIC);
    }
  }

  private static List<String> desk() {
    return List.of(
        "/desk/customers",
        customerPage(),
        "/desk/notices",
        "/desk/notices/new",
        "/desk/messages",
        "/desk/templates",
        draft);
  }

  private static String customerPage() {
    return "/desk/customers/" + People.subject(SOMEBODY);
  }

  private static void check(Page page, List<String> paths) {
    Look look = new Look(page);
    paths.forEach(path -> look.at(path).isAccessible().fits().hasOneHeading());
    look.brokeNothing();
  }
}
