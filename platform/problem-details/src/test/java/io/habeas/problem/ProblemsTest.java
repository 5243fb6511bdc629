package io.habeas.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsTest {

  @Test
  void aDomainFailureBecomesAProblemWithItsExtensions() {
    problem(given().get("/try/refused"), 409, "too-early")
        .body("detail", equalTo("Not before May."))
        .body("earliest", equalTo("2027-05-01"));
  }

  @Test
  void aPathThatNobodyServesAnswersLikeAMissingRecord() {
    problem(given().get("/nowhere"), 404, "not-found");
    problem(given().get("/try/missing"), 404, "not-found");
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    problem(given().delete("/try/refused"), 405, "method-not-allowed");
  }

  @Test
  void aRepresentationThatWeDoNotHaveIsSaid() {
    problem(given().accept("text/csv").get("/try/json"), 406, "not-acceptable");
  }

  @Test
  void aMediaTypeThatWeDoNotReadIsSaid() {
    problem(
        given().contentType("text/plain").body("x").post("/try"), 415, "unsupported-media-type");
  }

  @Test
  void tooLargeABodyIsRefused() {
    problem(send("{\"name\":\"" + "x".repeat(70_000) + "\",\"count\":1}"), 413, "too-large");
  }

  /** HTTP/2 knows no Connection header: an answer with one is none to its client. */
  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void tooLargeABodyIsRefusedInEitherVersionOfHttp(HttpClient.Version version)
      throws IOException, InterruptedException {
    byte[] body =
        ("{\"name\":\"" + "x".repeat(70_000) + "\",\"count\":1}").getBytes(StandardCharsets.UTF_8);
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/try"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
      assertThat(answer.body()).contains("\"type\":\"urn:habeas:problem:too-large\"");
    }
  }

  /** Nobody says how long it is, so it is counted. */
  @ParameterizedTest
  @CsvSource({
    "HTTP_1_1,/try,application/json",
    "HTTP_2,/try,application/json",
    "HTTP_1_1,/try/later,application/json",
    "HTTP_2,/try/later,application/json",
    "HTTP_1_1,/try/many,application/json",
    "HTTP_2,/try/many,application/json",
    "HTTP_1_1,/try/text,text/plain",
    "HTTP_1_1,/try/stream,application/octet-stream"
  })
  void tooLongABodyWithoutALengthIsRefusedAlike(
      HttpClient.Version version, String path, String type)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = unannounced(version, path, type, body(path, 70_000));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"type\":\"urn:habeas:problem:too-large\"");

    assertThat(unannounced(version, path, type, body(path, 60_000)).statusCode()).isEqualTo(200);
  }

  /** Whatever they hold, and on whichever thread they are read. */
  @ParameterizedTest
  @CsvSource({
    "HTTP_1_1,/try/form,application/x-www-form-urlencoded",
    "HTTP_2,/try/form,application/x-www-form-urlencoded",
    "HTTP_1_1,/try/form-later,application/x-www-form-urlencoded",
    "HTTP_2,/try/form-later,application/x-www-form-urlencoded",
    "HTTP_1_1,/try/form-bytes,application/x-www-form-urlencoded",
    "HTTP_1_1,/try/form,multipart/form-data; boundary=edge",
    "HTTP_2,/try/form,multipart/form-data; boundary=edge",
    "HTTP_1_1,/try/form-later,multipart/form-data; boundary=edge",
    "HTTP_2,/try/form-later,multipart/form-data; boundary=edge",
    "HTTP_1_1,/try/form-file,multipart/form-data; boundary=edge",
    "HTTP_1_1,/try/form-file-later,multipart/form-data; boundary=edge",
    "HTTP_1_1,/try/form-bytes,multipart/form-data; boundary=edge"
  })
  void tooLongAFormWithoutALengthIsRefusedAlike(
      HttpClient.Version version, String path, String type)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = unannounced(version, path, type, form(path, type, 70));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"type\":\"urn:habeas:problem:too-large\"");

    HttpResponse<String> taken = unannounced(version, path, type, form(path, type, 50));
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.body())
        .isEqualTo(
            path.contains("bytes")
                ? Integer.toString(form(path, type, 50).length())
                : path.contains("file") ? "50000" : "50");
  }

  /** So many fields of a thousand signs each, or as many signs in a file. */
  private static String form(String path, String type, int thousands) {
    String value = "x".repeat(1_000);
    if (type.startsWith("application")) {
      return ("one=" + value + "&").repeat(thousands);
    }
    String part = "--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
    return (path.contains("file")
            ? part.formatted("file", "; filename=\"a.txt\"", value.repeat(thousands))
            : part.formatted("one", "", value).repeat(thousands))
        + "--edge--\r\n";
  }

  private static String body(String path, int length) {
    String thing = "{\"name\":\"%s\",\"count\":1}".formatted("x".repeat(length));
    return switch (path) {
      case "/try/many" -> "[%s,%s]".formatted("{\"name\":\"a\",\"count\":1}", thing);
      default -> thing;
    };
  }

  private static HttpResponse<String> unannounced(
      HttpClient.Version version, String path, String type, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
              .header("Content-Type", type)
              .POST(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Whoever goes on sending is answered, and then cut off. */
  @ParameterizedTest
  @CsvSource({
    "/try,application/json,413",
    "/try/later,application/json,413",
    "/try/form,application/x-www-form-urlencoded,413",
    "/try/form-later,application/x-www-form-urlencoded,413",
    "/try/form,multipart/form-data; boundary=edge,413",
    "/try/form-later,multipart/form-data; boundary=edge,413",
    "/try/form-bytes,multipart/form-data; boundary=edge,413",
    "/try/form-unread,application/x-www-form-urlencoded,200",
    "/try/form-unread,multipart/form-data; boundary=edge,200"
  })
  void aBodyWithoutEndIsAnsweredAndTheConnectionClosed(String path, String type, int status)
      throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
              .formatted(path, type)
              .getBytes(StandardCharsets.US_ASCII));
      // Fields of a form end, so that none is too long by itself.
      String field = " ".repeat(0x3ff) + (type.contains("urlencoded") ? "&" : " ");
      byte[] chunk = ("400\r\n" + field + "\r\n").getBytes(StandardCharsets.US_ASCII);
      Thread sending =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        out.write(chunk);
                        Thread.sleep(1);
                      }
                    } catch (IOException | InterruptedException e) {
                      // Cut off.
                    }
                  });
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      if (status == 413) {
        assertThat(answer).contains("urn:habeas:problem:too-large");
      }
      sending.interrupt();
    }
  }

  /** A body that ends is no reason to end a connection, read or not. */
  @ParameterizedTest
  @ValueSource(strings = {"/try/form-unread", "/try/form-later"})
  void theConnectionIsKeptAfterAFormThatEnds(String path) throws Exception {
    String request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n5\r\none=a\r\n0\r\n\r\n"
            .formatted(path);
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(20_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int i = 0; i < 2; i++) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          assertThat(line).doesNotStartWith("Connection: close");
        }
        assertThat(in.read()).isBetween((int) '0', (int) '1');
        Thread.sleep(2_500);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"name\":\"b\",\"count\":1}",
        "{\"name\":\"a\",\"count\":1} {}",
        "{\"name\":\"a\",",
        "",
        "{\"name\":\"a\",\"count\":1e400}",
        "{\"name\":\"\\ud800\u0000\",",
      })
  void whatIsNotOneJsonDocumentIsMalformed(String body) {
    send(body).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
  }

  @Test
  void notUtf8IsMalformed() {
    given()
        .contentType("application/json")
        .body("{\"name\":\"é\",\"count\":1}".getBytes(StandardCharsets.ISO_8859_1))
        .post("/try")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    send("{\"name\":" + "[".repeat(5_000)).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"count\":1,\"owner\":\"me\"}",
        "{\"name\":\"a\",\"count\":\"1\"}",
        "{\"name\":7,\"count\":1}",
        "{\"name\":\"a\",\"count\":null}",
      })
  void aFieldThatIsUnknownOrOfAWrongTypeIsNamed(String body) {
    problem(send(body), 400, "invalid-request").body("violations.size()", equalTo(1));
  }

  @Test
  void eachBrokenRuleOfAFieldIsNamedAndNoValueIsShown() {
    problem(send("{\"name\":\"\",\"count\":-5}"), 400, "invalid-request")
        .body("violations.field", contains("count", "name"))
        .body(not(containsString("-5")));
  }

  @Test
  void theUnexpectedTellsNothing() {
    problem(given().get("/try/broken"), 500, "unexpected")
        .body(not(containsString("secret")))
        .body(not(containsString("Exception")));
  }

  @Test
  void aPartThatDoesNotAnswerIsUnavailableForAWhile() {
    problem(given().get("/try/unreachable"), 503, "unavailable").header("Retry-After", "5");
  }

  @Test
  void aChangeWhoseAnswerWasLostIsNotSaidToBeUndone() {
    problem(given().post("/try/lost"), 503, "outcome-unknown").header("Retry-After", "5");
    problem(given().get("/try/lost"), 503, "unavailable");
    problem(given().post("/try/unreachable"), 503, "unavailable");
  }

  private static io.restassured.response.Response send(String body) {
    return given().contentType("application/json").body(body).post("/try");
  }

  private static ValidatableResponse problem(
      io.restassured.response.Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("urn:habeas:problem:" + code))
        .body("status", equalTo(status));
  }
}
