package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The gates of the web app, in every page, scheme and width. */
@Order(4)
class PagesTest {

  private static final List<String> CUSTOMER =
      List.of(
          "/account/data",
          "/account/communication",
          "/account/recipients",
          "/account/policy-changes");
  private static final List<String> DESK = List.of("/desk/customers", "/desk/notices");
  private static final List<String> TAGS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final int CUSTOMER_KB = 170;
  private static final int DESK_KB = 220;

  @Test
  void everyPageIsAccessibleFitsTheScreenAndBreaksNoPolicy() {
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 4))
            .path("id")
            .asText();
    Logins.create("pages", subject);
    try (Browser browser = new Browser()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {360, 1360}) {
          try (BrowserContext window = browser.window(width, scheme)) {
            check(Browser.signIn(window, "pages", Logins.PASSWORD, CUSTOMER.getFirst()), CUSTOMER);
          }
          try (BrowserContext window = browser.window(width, scheme)) {
            check(Browser.signIn(window, "dpo", "habeas-demo-only", DESK.getFirst()), DESK);
          }
          try (BrowserContext window = browser.window(width, scheme)) {
            check(window.newPage(), List.of("/", "/policy/privacy"));
          }
        }
      }
    }
  }

  @Test
  void theFirstLoadStaysSmall() {
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 4))
            .path("id")
            .asText();
    Logins.create("pages", subject);
    try (Browser browser = new Browser()) {
      try (BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
        assertThat(kilobytes(window, "pages", Logins.PASSWORD, "/account/communication"))
            .isLessThanOrEqualTo(CUSTOMER_KB);
      }
      try (BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
        assertThat(kilobytes(window, "dpo", "habeas-demo-only", "/desk/notices"))
            .isLessThanOrEqualTo(DESK_KB);
      }
    }
  }

  private static void check(Page page, List<String> paths) {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    for (String path : paths) {
      page.navigate(Suite.RUNNING.url() + path);
      page.waitForLoadState(LoadState.DOMCONTENTLOADED);
      page.waitForSelector("h1");
      page.waitForTimeout(700);
      Map<String, String> violations = new TreeMap<>();
      for (Rule rule : new AxeBuilder(page).withTags(TAGS).analyze().getViolations()) {
        violations.put(rule.getId(), rule.getNodes().getFirst().getHtml());
      }
      int width = page.viewportSize().width;
      String where = path + " at " + width + " px";
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/pages" + path.replace('/', '_') + "-" + width + ".png")));
      assertThat(violations).as(where).isEmpty();
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(where)
          .isLessThanOrEqualTo(width);
      assertThat(page.locator("h1").count()).as(where).isEqualTo(1);
    }
    assertThat(complaints).isEmpty();
  }

  /** What is needed before the page shows: scripts and styles, compressed. */
  private static long kilobytes(BrowserContext window, String user, String password, String path) {
    List<String> files = new ArrayList<>();
    window.onRequest(
        request -> {
          if (request.url().startsWith(Suite.RUNNING.url() + "/assets/")) {
            files.add(request.url());
          }
        });
    Page page = Browser.signIn(window, user, password, path);
    page.waitForSelector("h1");
    assertThat(files).isNotEmpty();
    return files.stream().distinct().mapToLong(PagesTest::compressed).sum() / 1000;
  }

  private static long compressed(String url) {
    try (HttpClient http = HttpClient.newHttpClient();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      HttpResponse<byte[]> file =
          http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(file.body());
      }
      return bytes.size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
