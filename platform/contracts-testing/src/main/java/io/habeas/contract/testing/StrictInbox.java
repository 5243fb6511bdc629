package io.habeas.contract.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.endsWith;

import io.habeas.access.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every inbox takes and refuses: each service that is told events extends this. */
public abstract class StrictInbox {

  private static final String BATCH = "application/cloudevents-batch+json";
  private static final int MOST = 500;

  private final String service;

  /**
   * @param service the service's short name
   */
  protected StrictInbox(String service) {
    this.service = service;
  }

  @Test
  void aFullBatchIsTakenAndOneMoreIsRefused() {
    send(BATCH, batch(MOST)).statusCode(204);
    refused(batch(MOST + 1)).body("type", endsWith(":invalid-request"));
    refused("[]").body("type", endsWith(":invalid-request"));
  }

  @Test
  void anEventWithoutABatchIsRefused() {
    refused(event("/subject")).body("type", endsWith(":invalid-request"));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    String once = batch(1);
    refused(once.replace("\"data\":{}", "\"data\":{\"a\":1,\"a\":2}"));
    refused(once.replace("\"sequence\":1", "\"sequence\":1,\"sequence\":2"));
  }

  @Test
  void oneMalformedEventMakesTheBatchRefused() {
    refused("[" + event("/subject") + ",{\"specversion\":\"1.0\"}]")
        .body("type", endsWith(":invalid-request"));
    refused("[" + event("/subject") + ",null]").body("type", endsWith(":invalid-request"));
  }

  @Test
  void anotherServicesEventsAreRefused() {
    send(BATCH, "[" + event("/subject") + "," + event("/consent") + "]")
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", endsWith(":source-not-yours"));
  }

  @Test
  void anotherMediaTypeIsRefused() {
    send("application/cloudevents+json", event("/subject"))
        .statusCode(415)
        .contentType("application/problem+json");
  }

  private ValidatableResponse refused(String body) {
    return send(BATCH, body).statusCode(400).contentType("application/problem+json");
  }

  private ValidatableResponse send(String mediaType, String body) {
    return given()
        .auth()
        .oauth2(
            TestTokens.client("subject-service")
                .scopes(service + ":events")
                .audience(service)
                .token())
        .header("Content-Type", mediaType)
        .body(body.getBytes(UTF_8))
        .post("/api/" + service + "/v1/events")
        .then();
  }

  private static String batch(int events) {
    return IntStream.range(0, events)
        .mapToObj(number -> event("/subject"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String event(String source) {
    return """
        {"specversion":"1.0","id":"%s","source":"%s","type":"subject.seen","subject":"%s",\
        "time":"2026-11-22T12:00:00Z","sequence":1,"data":{}}"""
        .formatted(UUID.randomUUID(), source, UUID.randomUUID());
  }
}
