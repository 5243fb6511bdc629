package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What the first visit costs on a slow line: bytes, the time until the page's largest part shows,
 * and how much of it jumps.
 *
 * <p>Other work on the machine only ever adds time, so of several medians the smallest is nearest
 * to what the page itself costs. The line is the same each time, so a page that is too slow for it
 * stays too slow however often it is measured.
 */
@Order(4)
class FirstLoadTest {

  private static final int CUSTOMER_KB = 170;
  private static final int DESK_KB = 220;
  private static final double CUSTOMER_MS = 2_500;
  private static final double DESK_MS = 3_000;
  private static final double JUMPS = 0.1;
  private static final int VISITS = 5;
  private static final int MEDIANS = 4;
  private static final int SOMEBODY = 4;

  /** From before the page's own code: the largest part so far, and all shifts added up. */
  private static final String OBSERVE =
      """
      window.seen = {largest: 0, shifted: 0};
      new PerformanceObserver(list => list.getEntries().forEach(e => seen.largest = e.startTime))
        .observe({type: 'largest-contentful-paint', buffered: true});
      new PerformanceObserver(list => list.getEntries()
        .filter(e => !e.hadRecentInput).forEach(e => seen.shifted += e.value))
        .observe({type: 'layout-shift', buffered: true});
      """;

  /** What one visit cost: milliseconds, and the layout's shifts. */
  private record Visit(double largest, double shifted) {}

  @Test
  void itStaysSmall() {
    try (Browser browser = new Browser()) {
      try (BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
        List<String> files = filesOf(window);
        People.customer(window, SOMEBODY, "/account/communication").waitForSelector("h1");
        assertThat(kilobytes(files)).isLessThanOrEqualTo(CUSTOMER_KB);
      }
      try (BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
        List<String> files = filesOf(window);
        People.dpo(window, "/desk/notices").waitForSelector("h1");
        assertThat(kilobytes(files)).isLessThanOrEqualTo(DESK_KB);
      }
    }
  }

  @Test
  void aCustomersPageShowsInTimeAndDoesNotJump() {
    for (String path : List.of("/account/data", "/account/communication")) {
      try (Browser browser = new Browser();
          BrowserContext window = browser.window(360, ColorScheme.LIGHT)) {
        shows(People.customer(window, SOMEBODY, path), path, CUSTOMER_MS);
      }
    }
  }

  @Test
  void aPageOfTheDeskShowsInTimeAndDoesNotJump() {
    try (Browser browser = new Browser();
        BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
      shows(People.dpo(window, "/desk/notices"), "/desk/notices", DESK_MS);
    }
  }

  private static void shows(Page page, String path, double bar) {
    page.waitForSelector("h1");
    page.addInitScript(OBSERVE);
    CDPSession line = slow(page);
    List<Double> medians = new ArrayList<>();
    while (medians.size() < MEDIANS && medians.stream().noneMatch(median -> median <= bar)) {
      List<Visit> visits =
          IntStream.range(0, VISITS).mapToObj(visit -> visit(page, line, path)).toList();
      assertThat(visits).as(path).allMatch(visit -> visit.shifted() <= JUMPS);
      medians.add(
          visits.stream().map(Visit::largest).sorted().skip(VISITS / 2).findFirst().orElseThrow());
    }
    System.out.println(path + " shows its largest part after " + medians + " ms");
    assertThat(medians)
        .as("%s: medians of %d visits in ms", path, VISITS)
        .anyMatch(median -> median <= bar);
  }

  /** A visit with nothing kept from before but the sign-in. */
  private static Visit visit(Page page, CDPSession line, String path) {
    line.send("Network.clearBrowserCache");
    page.navigate(Suite.RUNNING.url() + path);
    new Look(page).settle();
    page.waitForTimeout(500);
    return new Visit(
        ((Number) page.evaluate("seen.largest")).doubleValue(),
        ((Number) page.evaluate("seen.shifted")).doubleValue());
  }

  /** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
  private static CDPSession slow(Page page) {
    CDPSession line = page.context().newCDPSession(page);
    line.send("Network.enable");
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 150);
    conditions.addProperty("downloadThroughput", 1_600_000 / 8);
    conditions.addProperty("uploadThroughput", 750_000 / 8);
    line.send("Network.emulateNetworkConditions", conditions);
    return line;
  }

  private static List<String> filesOf(BrowserContext window) {
    List<String> files = new ArrayList<>();
    window.onRequest(
        request -> {
          if (request.url().startsWith(Suite.RUNNING.url() + "/assets/")) {
            files.add(request.url());
          }
        });
    return files;
  }

  /** What is needed before the page shows: scripts and styles, compressed. */
  private static long kilobytes(List<String> files) {
    assertThat(files).isNotEmpty();
    return files.stream().distinct().mapToLong(FirstLoadTest::compressed).sum() / 1000;
  }

  private static long compressed(String url) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
