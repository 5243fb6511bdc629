package io.habeas.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is a problem of the caller's and nothing is half-written. */
@QuarkusTest
@RunningSubject
class HostileInputTest {

  private static final String BASE = "/api/subject/v1";

  static Stream<byte[]> bodies() {
    return Stream.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "1e999999999",
            "{",
            "{}",
            "{\"a\":1}",
            "{\"kind\":\"person\",\"kind\":\"person\"}",
            "{\"kind\":\"person\"} {}",
            "{\"people\":null}",
            "{\"people\":[null]}",
            "{\"people\":{}}",
            "{\"people\":[{\"contactPoints\":[null]}]}",
            "{\"people\":[{\"items\":[{\"value\":[]}]}]}",
            "{\"people\":[{\"languages\":[null], \"roles\":[null]}]}",
            "{\"people\":[{\"items\":[{\"value\":{\"a\":"
                + "[".repeat(500)
                + "]".repeat(500)
                + "}}]}]}",
            "{\"number\":12}",
            "{\"kind\":0}",
            "{\"products\":[" + "\"a\",".repeat(5000) + "\"a\"]}",
            "{\"name\":\"" + "x".repeat(900_000) + "\"}",
            "\u0000",
            "\uFEFF{}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatIsNoneIsRefused(byte[] body) {
    refused(Calls.billing().body(body).put(BASE + "/accounts/H-1"), 400);
    refused(Calls.person("support").body(body).post(BASE + "/subjects/search"), 400);
    refused(Calls.billing().body(body).post(BASE + "/imports"), 400);
    refused(Calls.service("subject:contact").body(body).post(BASE + "/contacts"), 400);
    refused(Calls.service("subject:release").body(body).post(BASE + "/releases"), 400);
    refused(Calls.service("subject:reachability").body(body).post(BASE + "/reachability"), 400);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body = "{\"name\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    body[9] = (byte) 0xC3;

    refused(Calls.billing().body(body).put(BASE + "/accounts/H-2"), 400);
  }

  @Test
  void aLongBodyIsRefusedAnnouncedOrNot() {
    byte[] body = new byte[1_100_000];
    Arrays.fill(body, (byte) ' ');

    refused(Calls.billing().body(body).put(BASE + "/accounts/H-3"), 413);
    body[0] = '{';
    refused(Calls.billing().body(new ByteArrayInputStream(body)).put(BASE + "/accounts/H-3"), 413);
  }

  @Test
  void anotherContentTypeIsRefused() {
    refused(Calls.billing().contentType("text/plain").body("x").put(BASE + "/accounts/H-4"), 415);
    String id = Calls.billing().body("{\"format\":\"csv\"}").post(BASE + "/imports").path("id");
    refused(
        Calls.billing()
            .contentType("application/json")
            .body("{}")
            .put(BASE + "/imports/" + id + "/content"),
        415);
    refused(
        Calls.billing()
            .contentType("application/x-ndjson")
            .body("{}".getBytes(StandardCharsets.UTF_8))
            .put(BASE + "/imports/" + id + "/content"),
        409);
    refused(
        Calls.billing()
            .contentType("text/csv")
            .body("x".getBytes(StandardCharsets.UTF_8))
            .put(BASE + "/imports/" + id + "/content?fromLine=-1"),
        400);
  }

  @Test
  void forgedPositionsAndLimitsAreRefused() {
    String id = Calls.billing().body("{\"format\":\"csv\"}").post(BASE + "/imports").path("id");
    for (String query :
        List.of(
            "limit=0",
            "limit=-1",
            "limit=1001",
            "after=-1",
            "limit=x",
            "after=1e400",
            "after=99999999999999999999")) {
      Response answer = Calls.billing().get(BASE + "/imports/" + id + "/errors?" + query);
      assertThat(answer.statusCode()).as(query).isBetween(400, 404);
    }
    for (String path :
        List.of(
            "/subjects/x?purpose=billing",
            "/imports/x",
            "/subjects/%00",
            "/accounts/%00?purpose=billing")) {
      assertThat(Calls.billing().urlEncodingEnabled(false).get(BASE + path).statusCode())
          .as(path)
          .isBetween(400, 404);
    }
  }

  @Test
  void tooManySubjectsAreRefused() {
    String ids = ("\"" + UUID.randomUUID() + "\",").repeat(1000) + "\"" + UUID.randomUUID() + "\"";

    Calls.service("subject:contact", "policy-notice")
        .body("{\"purpose\":\"policy-notice\",\"channel\":\"email\",\"subjectIds\":[" + ids + "]}")
        .post(BASE + "/contacts")
        .then()
        .statusCode(400)
        .body("violations[0].field", containsString("subjectIds"));
  }

  @Test
  void fiftyEqualAccountsAtOnceAreOne() {
    String number = "R-" + UUID.randomUUID();
    List<UUID> ids =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> People.held(number, "race-" + number + "@example.com"))
            .distinct()
            .toList();

    assertThat(ids).hasSize(1);
    Calls.person("dpo")
        .get(BASE + "/subjects/" + ids.getFirst() + "?purpose=rights-requests")
        .then()
        .body("contactPoints.size()", Matchers.equalTo(3))
        .body("items.size()", Matchers.equalTo(2));
  }

  private static void refused(Response answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).contains("application/problem+json");
  }
}
