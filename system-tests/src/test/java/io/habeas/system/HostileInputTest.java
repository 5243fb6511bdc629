package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Bodies and parameters that nobody sends by mistake, to every operation that takes any, by a
 * caller who may: each is refused with a problem that repeats nothing of it.
 */
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

  private static final String MARK = "zq7-smuggled";

  /** Whose client names a processor, without which nothing of a release is looked at. */
  private static final String PARTNER = "partner-bondly";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Target> targets = new ArrayList<>();
  private final List<Target> lists = new ArrayList<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();

  /** Where an operation is reached, and with which scope. */
  record Target(String method, String url, String scope, @Nullable String contentType) {}

  /** A body, how it is announced, packed, and whether its length is told. */
  record Hostile(
      @Nullable String contentType, byte[] body, @Nullable String encoding, boolean announced) {

    static Hostile json(String text) {
      return new Hostile(null, text.getBytes(StandardCharsets.UTF_8), null, true);
    }

    HttpRequest.BodyPublisher publisher() {
      return announced
          ? HttpRequest.BodyPublishers.ofByteArray(body)
          : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
  }

  @BeforeAll
  void readWhatIsDescribed() throws IOException {
    for (String service : List.of("subject", "consent", "disclosure", "notification")) {
      Path description = Suite.RUNNING.root().resolve("docs/api/" + service + ".json");
      JsonNode paths = Api.JSON.readTree(description.toFile()).path("paths");
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          remember(service, path.getKey(), operation.getKey(), operation.getValue());
        }
      }
    }
    assertThat(targets).hasSizeGreaterThan(20);
    assertThat(lists).hasSizeGreaterThan(2);
    TreeSet<String> scopes = new TreeSet<>();
    targets.forEach(target -> scopes.add(target.scope()));
    lists.forEach(target -> scopes.add(target.scope()));
    Logins.processor(PARTNER, "01940000-00f1-7000-8000-000000000001");
    for (String scope : scopes) {
      String client = scope.equals("disclosure:partner") ? PARTNER : "habeas-admin";
      tokens.put(scope, Api.client(client, scope).token());
    }
  }

  private void remember(String service, String path, String method, JsonNode operation) {
    String scope = operation.path("x-habeas-permission").path("scope").asText();
    String contentType = firstKey(operation.path("requestBody").path("content"));
    boolean isStream = path.endsWith("/content");
    if (scope.isEmpty() || isStream) {
      return;
    }
    String base =
        operation.path("x-habeas-gateway").asBoolean()
            ? Suite.RUNNING.url()
            : Suite.RUNNING.service(service);
    Target target =
        new Target(
            method.toUpperCase(java.util.Locale.ROOT), base + concrete(path), scope, contentType);
    if (contentType != null) {
      targets.add(target);
    } else if (operation.path("parameters").findValuesAsText("name").contains("limit")) {
      lists.add(target);
    }
  }

  private static String concrete(String path) {
    return path.replaceAll("\\{(document|version|number|kind|purpose|channel)\\}", "nothing")
        .replaceAll("\\{[^}]+\\}", UUID.randomUUID().toString());
  }

  private static @Nullable String firstKey(JsonNode node) {
    var names = node.fieldNames();
    return names.hasNext() ? names.next() : null;
  }

  @Test
  void everyHostileBodyIsRefusedWithAProblem() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (Target target : targets) {
      for (Map.Entry<String, Hostile> hostile : hostiles().entrySet()) {
        Hostile body = hostile.getValue();
        HttpRequest.Builder request =
            request(target)
                .method(target.method(), body.publisher())
                .header(
                    "Content-Type",
                    body.contentType() == null
                        ? String.valueOf(target.contentType())
                        : body.contentType());
        if (body.encoding() != null) {
          request.header("Content-Encoding", body.encoding());
        }
        refused(all, hostile.getKey() + " to " + target, request);
      }
    }
    all.assertAll();
  }

  @Test
  void everyHostilePageOfAListIsRefusedWithAProblem() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (Target list : lists) {
      for (String query :
          List.of("limit=-1", "limit=0", "limit=99999999999999999999", "after=" + MARK + "%00")) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(list.url() + "?" + query))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + tokens.get(list.scope()));
        refused(all, query + " to " + list, request);
      }
    }
    all.assertAll();
  }

  @Test
  void textThatNoDatabaseTakesIsRefusedAndNothingIsHalfWritten() throws Exception {
    Api billing = Api.client("billing", "subject:write subject:read");
    String good = Api.JSON.writeValueAsString(Customers.account("hostile", 1));
    SoftAssertions all = new SoftAssertions();
    for (String text : List.of("\\u0000", "\\ud800", "\\udc00x", "\0")) {
      String bad =
          good.replaceFirst(
              "\"givenName\":\"", "\"givenName\":\"" + Matcher.quoteReplacement(text));
      assertThat(bad).isNotEqualTo(good);
      Api.Answer answer =
          billing.send("PUT", "/api/subject/v1/accounts/hostile-1", bad, "application/json");
      all.assertThat(answer.status()).as(text + " " + answer.text()).isBetween(400, 499);
      all.assertThat(billing.get("/api/subject/v1/accounts/hostile-1?purpose=billing").status())
          .as(text)
          .isEqualTo(404);
    }
    all.assertAll();
  }

  private HttpRequest.Builder request(Target target) {
    return HttpRequest.newBuilder(URI.create(target.url()))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + tokens.get(target.scope()));
  }

  private static void refused(SoftAssertions all, String what, HttpRequest.Builder request)
      throws Exception {
    HttpResponse<String> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    String told = what + ": " + answer.statusCode() + " " + answer.body();
    all.assertThat(answer.statusCode()).as(told).isBetween(400, 499).isNotIn(401, 403, 405);
    all.assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(told)
        .startsWith("application/problem+json");
    all.assertThat(answer.body())
        .as(told)
        .doesNotContain("Exception", "io.habeas", "com.fasterxml", "\tat ");
  }

  private static Map<String, Hostile> hostiles() throws IOException {
    Map<String, Hostile> hostiles = new LinkedHashMap<>();
    hostiles.put("a wrong content type", new Hostile("text/plain", bytes("{}"), null, true));
    hostiles.put("nothing", Hostile.json(""));
    hostiles.put("no JSON", Hostile.json(MARK));
    hostiles.put("half a document", Hostile.json("{\"" + MARK + "\":"));
    hostiles.put("two documents", Hostile.json("{} {}"));
    hostiles.put("a scalar", Hostile.json("7"));
    hostiles.put("null", Hostile.json("null"));
    hostiles.put("a name twice", Hostile.json("{\"a\":1,\"a\":2}"));
    hostiles.put("an unknown name", Hostile.json("{\"zq7\":true,\"state\":\"" + MARK + "\"}"));
    hostiles.put("depth", Hostile.json("{\"a\":" + "[".repeat(20_000)));
    hostiles.put("a huge number", Hostile.json("{\"a\":1e999999999}"));
    hostiles.put("a long number", Hostile.json("{\"a\":" + "9".repeat(5_000) + "}"));
    hostiles.put("NUL", Hostile.json("{\"a\":\"" + '\0' + "\"}"));
    hostiles.put("an escaped NUL as a name", Hostile.json("{\"\\u0000\":1}"));
    hostiles.put("half a surrogate pair", Hostile.json("{\"\\ud800\":\"\\udfff\"}"));
    hostiles.put(
        "Latin-1",
        new Hostile(null, "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), null, true));
    hostiles.put("a compressed bomb", new Hostile(null, bomb(), "gzip", true));
    byte[] blank = bytes("{" + " ".repeat(1_200_000));
    hostiles.put("a long body", new Hostile(null, blank, null, true));
    hostiles.put("a long body without a length", new Hostile(null, blank, null, false));
    return hostiles;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Fifty kilobytes that become fifty megabytes. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 50; i++) {
        gzip.write(bytes(" ".repeat(1 << 20)));
      }
    }
    return packed.toByteArray();
  }
}
