package io.habeas.system;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A policy document of the running suite, as the desk handles it. */
final class Policy {

  private static final String POLICIES = "/api/notification/v1/policies";

  private final Api desk = Api.client("habeas-admin", "policy:read policy:write notification:read");
  private final String document;

  Policy(String document) {
    this.document = document;
  }

  Policy create() {
    expect(201, desk.post(POLICIES, Map.of("document", document, "title", document + " policy")));
    return this;
  }

  void draft(String label, String markdown) {
    Map<String, Object> text =
        Map.of(
            "language",
            "en",
            "title",
            "The " + document + " policy",
            "markdown",
            markdown,
            "summary",
            "What changes, in short.");
    expect(
        201,
        desk.post(
            POLICIES + "/" + document + "/versions",
            Map.of("label", label, "texts", List.of(text))));
  }

  Api.Answer announce(String label, Duration ahead) {
    Instant effective = Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    return desk.put(version(label) + "/announcement", Map.of("effectiveAt", effective.toString()));
  }

  /** Announces thirty days ahead, as early as may be. */
  String announce(String label) {
    Api.Answer announced = announce(label, Duration.ofDays(30).plusSeconds(5));
    expect(200, announced);
    return announced.body().path("campaignId").asText();
  }

  Api.Answer activate(String label) {
    return desk.put(version(label) + "/activation", "{}");
  }

  Api.Answer guard(String label) {
    return desk.get(version(label) + "/guard");
  }

  void setState(String campaign, String state) {
    expect(
        200,
        desk.put("/api/notification/v1/campaigns/" + campaign + "/state", Map.of("state", state)));
  }

  long accepted(String campaign) {
    return campaign(campaign).path("counts").path("accepted").asLong();
  }

  com.fasterxml.jackson.databind.JsonNode campaign(String campaign) {
    return desk.get("/api/notification/v1/campaigns/" + campaign).body();
  }

  void awaitCompleted(String campaign) {
    Waiting.until(
        "campaign of " + document + " completed, " + campaign(campaign),
        Duration.ofMinutes(8),
        () -> campaign(campaign).path("state").asText().equals("completed"));
  }

  private String version(String label) {
    return POLICIES + "/" + document + "/versions/" + label;
  }

  private static void expect(int status, Api.Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.toString());
    }
  }
}
