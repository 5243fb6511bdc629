package io.habeas.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real Chromium, the system's own. */
final class Browser implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright = Playwright.create();
  private final com.microsoft.playwright.Browser browser =
      playwright
          .chromium()
          .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));

  /** A new person's window. */
  BrowserContext window(int width, ColorScheme scheme) {
    return window(width, scheme, "en-GB");
  }

  /** A new person's window, of somebody who reads this language. */
  BrowserContext window(int width, ColorScheme scheme, String language) {
    return browser.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setLocale(language));
  }

  /** Signs in by the identity provider's own form and comes back to this path. */
  static Page signIn(BrowserContext window, String user, String password, String path) {
    Page page = window.newPage();
    page.navigate(Suite.RUNNING.url() + "/login?returnTo=" + path);
    page.fill("#username", user);
    page.fill("#password", password);
    page.click("[type=submit]");
    page.waitForURL("**" + path);
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path executable() {
    String told = System.getenv("HABEAS_CHROMIUM");
    return Stream.concat(
            Stream.ofNullable(told),
            Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium: set HABEAS_CHROMIUM to one"));
  }
}
