package io.habeas.subject.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.habeas.access.testing.TestTokens;
import io.habeas.subject.Calls;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class ImportResourceTest {

  private static final String IMPORTS = "/api/subject/v1/imports";

  @Test
  void brokenLinesAreReportedByNumberAndTheOthersAreHeld() {
    String tag = UUID.randomUUID().toString();
    String id = open("ndjson");
    String lines =
        String.join(
            "\n",
            line(tag, 1),
            "{\"number\": \"oops",
            line(tag, 3).replace("\"UTC\"", "\"Nowhere\""),
            "",
            line(tag, 5)
                .replace("\"kind\": \"person\"", "\"kind\": \"person\", \"marked@example.com\": 1"),
            line(tag, 6).replace("Ada6", "4111 1111 1111 1111"),
            line(tag, 7));

    send(id, 1, lines)
        .statusCode(200)
        .body("state", equalTo("completed"))
        .body("accepted", equalTo(2))
        .body("refused", equalTo(4))
        .body("nextLine", equalTo(8));

    Calls.billing()
        .get(IMPORTS + "/" + id + "/errors")
        .then()
        .statusCode(200)
        .body("errors.line", equalTo(List.of(2, 3, 5, 6)))
        .body(
            "errors.code",
            hasItems("malformed-json", "unknown-time-zone", "unknown-field", "card-number"))
        .body(not(containsString("marked")))
        .body(not(containsString("4111")));
    held(tag, 1, 200);
    held(tag, 6, 404);
    held(tag, 7, 200);
  }

  @Test
  void linesSentAgainAreAppliedOnce() {
    String tag = UUID.randomUUID().toString();
    String id = open("ndjson");
    String all = lines(tag, 1, 1200);

    send(id, 2, all).statusCode(409).body("type", containsString("import-gap"));
    send(id, 1, all).statusCode(200).body("accepted", equalTo(1200));
    send(id, 1, all).statusCode(200).body("accepted", equalTo(1200));

    String second = open("ndjson");
    send(second, 1, all).statusCode(200).body("accepted", equalTo(1200));
    held(tag, 1200, 200);
  }

  @Test
  void twoSendersOfOneImportApplyEachLineOnce() {
    String tag = UUID.randomUUID().toString();
    String id = open("ndjson");
    String all = lines(tag, 1, 3000);
    List<Integer> statuses =
        IntStream.range(0, 3)
            .parallel()
            .mapToObj(i -> send(id, 1, all).extract().statusCode())
            .toList();

    assertThat(statuses).allMatch(status -> status == 200 || status == 409);
    send(id, 1, all)
        .statusCode(200)
        .body("accepted", equalTo(3000))
        .body("nextLine", equalTo(3001));
  }

  @Test
  void ofSeveralLinesOnAPersonTheLastHoldsWhicheverBatchItIsIn() {
    String tag = UUID.randomUUID().toString();
    String first = line(tag, 1);
    send(open("ndjson"), 1, first).statusCode(200);
    String other = first.replace("Ada1", "Grace");
    String between = lines(tag, 2, 600);

    send(open("ndjson"), 1, String.join("\n", other, between, first))
        .statusCode(200)
        .body("accepted", equalTo(601));
    assertThat(nameOf(tag)).isEqualTo("A*** L***");

    send(open("ndjson"), 1, String.join("\n", first, between, other))
        .statusCode(200)
        .body("accepted", equalTo(601));
    assertThat(nameOf(tag)).isEqualTo("G*** L***");
  }

  /** As a sender goes on after a crash: with what it had sent, or from where the import stands. */
  @Test
  void anImportGoesOnFromAnyBatchThatWasCommitted() {
    String tag = UUID.randomUUID().toString();
    String id = open("ndjson");
    byte[] all = lines(tag, 1, 2_600).getBytes(StandardCharsets.UTF_8);
    breakOff(id, all, all.length * 2 / 3);

    int reached = reached(id);
    assertThat(reached).isGreaterThan(500).isLessThan(2_600);
    held(tag, reached - 1, 200);
    held(tag, reached, 404);
    send(id, reached, lines(tag, reached, 2_600))
        .statusCode(200)
        .body("accepted", equalTo(2_600))
        .body("state", equalTo("completed"));
    held(tag, 2_600, 200);
  }

  @Test
  void csvBringsOnePersonALine() {
    String tag = UUID.randomUUID().toString().substring(0, 8);
    String id = open("csv");
    String content =
        """
        number,kind,name,brand,products,residency,key,roles,givenName,familyName,languages,timeZone,email,phone
        C-%1$s,organisation,"Wei, Ltd",jaguar,vps;mail,DE,o,owner,王,小明,zh;en,Europe/Berlin,wang-%1$s@example.com,030 7766551
        C-%1$s,organisation,"Wei, Ltd",jaguar,vps,DE,t,technical;billing,Eva,,de,Europe/Berlin,eva-%1$s@example.com,
        C-%1$s,organisation,"broken,jaguar,vps,DE,t,technical,Eva,,de,Europe/Berlin,,
        """
            .formatted(tag);

    send("text/csv", id, 1, content)
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("refused", equalTo(1));

    Calls.person("support")
        .get("/api/subject/v1/accounts/C-" + tag + "?purpose=billing")
        .then()
        .body("name", equalTo("Wei, Ltd"))
        .body("people", hasSize(2));
    Calls.person("support")
        .body(
            "{\"kind\": \"phone\", \"value\": \"+49307766551\", \"purpose\": \"service-delivery\"}")
        .post("/api/subject/v1/subjects/search")
        .then()
        .statusCode(200)
        .body("subjects", hasSize(1))
        .body("subjects[0].maskedName", equalTo("王*** 小***"))
        .body("subjects[0].accounts", hasItems("C-" + tag));
  }

  @Test
  void aCsvWithoutNamedColumnsIsRefused() {
    send("text/csv", open("csv"), 1, "a,b,c\n1,2,3\n")
        .statusCode(400)
        .body("type", containsString("import-header"));
  }

  @Test
  void unreadableBytesBreakOnlyTheirLine() {
    String tag = UUID.randomUUID().toString();
    byte[] good = (line(tag, 1) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[good.length + 4 + 300_000 + 1 + good.length];
    System.arraycopy(good, 0, content, 0, good.length);
    content[good.length] = (byte) 0xC3;
    content[good.length + 1] = (byte) 0x28;
    content[good.length + 2] = '\n';
    Arrays.fill(content, good.length + 3, content.length - good.length - 2, (byte) 'x');
    content[content.length - good.length - 2] = '\r';
    content[content.length - good.length - 1] = '\n';
    byte[] last = (line(tag, 2) + "\n").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(last, 0, content, content.length - good.length, good.length);
    String id = open("ndjson");

    Calls.billing()
        .contentType("application/x-ndjson")
        .body(content)
        .put(IMPORTS + "/" + id + "/content")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("refused", equalTo(2));
    Calls.billing()
        .get(IMPORTS + "/" + id + "/errors?limit=1")
        .then()
        .body("errors[0].code", equalTo("malformed-utf8"))
        .body("next", equalTo(2));
    Calls.billing()
        .get(IMPORTS + "/" + id + "/errors?after=2")
        .then()
        .body("errors[0].code", equalTo("line-too-long"));
  }

  @Test
  void theSameOpeningTwiceIsOneImport() {
    String key = UUID.randomUUID().toString();
    String first = open(key, 201);
    assertThat(open(key, 201)).isEqualTo(first);
    Calls.billing().get(IMPORTS + "/" + UUID.randomUUID()).then().statusCode(404);
    Calls.billing().body("{\"format\": \"xml\"}").post(IMPORTS).then().statusCode(400);
    Calls.billing()
        .body("{\"format\": \"csv\", \"name\": \"a@example.com\"}")
        .post(IMPORTS)
        .then()
        .statusCode(400);
  }

  private static String open(String format) {
    return Calls.billing()
        .body("{\"format\": \"" + format + "\"}")
        .post(IMPORTS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String open(String key, int status) {
    return Calls.billing()
        .header("Idempotency-Key", key)
        .body("{\"format\": \"ndjson\", \"name\": \"first base\"}")
        .post(IMPORTS)
        .then()
        .statusCode(status)
        .extract()
        .path("id");
  }

  private static ValidatableResponse send(String id, long fromLine, String content) {
    return send("application/x-ndjson", id, fromLine, content);
  }

  private static ValidatableResponse send(String type, String id, long fromLine, String content) {
    return Calls.billing()
        .contentType(type)
        .body(content.getBytes(StandardCharsets.UTF_8))
        .put(IMPORTS + "/" + id + "/content?fromLine=" + fromLine)
        .then();
  }

  /** Promises all of the content and sends a part of it; then the connection is gone. */
  private static void breakOff(String id, byte[] content, int after) {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String head =
          """
          PUT %s/%s/content HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: application/x-ndjson\r
          Content-Length: %d\r
          \r
          """
              .formatted(
                  IMPORTS,
                  id,
                  TestTokens.client("billing").scopes("subject:import").token(),
                  content.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(content, 0, after);
      socket.getOutputStream().flush();
      until(() -> reached(id) > 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int[] before = {0};
    until(() -> before[0] == (before[0] = reached(id)));
  }

  private static void until(BooleanSupplier reached) {
    for (int i = 0; i < 60; i++) {
      if (reached.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    throw new AssertionError("not within half a minute");
  }

  private static int reached(String id) {
    return Calls.billing().get(IMPORTS + "/" + id).then().extract().path("nextLine");
  }

  private static String nameOf(String tag) {
    return Calls.person("support")
        .body(
            """
            {"kind": "email", "value": "i1-%s@example.com", "purpose": "service-delivery"}"""
                .formatted(tag))
        .post("/api/subject/v1/subjects/search")
        .then()
        .statusCode(200)
        .extract()
        .path("subjects[0].maskedName");
  }

  private static void held(String tag, int number, int status) {
    Calls.person("support")
        .get("/api/subject/v1/accounts/I" + number + "-" + tag + "?purpose=billing")
        .then()
        .statusCode(status);
  }

  private static String lines(String tag, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> line(tag, number))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String tag, int number) {
    return """
        {"number": "I%1$d-%2$s", "kind": "person", "brand": "jaguar", "residency": "IE", \
        "people": [{"key": "p", "roles": ["owner"], "givenName": "Ada%1$d", "familyName": "L", \
        "languages": ["en"], "timeZone": "UTC", \
        "contactPoints": [{"kind": "email", "value": "i%1$d-%2$s@example.com"}]}]}"""
        .formatted(number, tag);
  }
}
