package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A policy in force, and its next version, which is announced once customers are there. */
final class Policies {

  private static final String PATH = "/api/notification/v1/policies";
  private static final String WRITE = "policy:write";
  private static final String READ = "policy:read";

  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode policy = DemoData.json("policies.json");
  private final Api desk;

  Policies(Api desk) {
    this.desk = desk;
  }

  /** The first version changes nothing for anybody, so it comes into force at once. */
  void putFirstIntoForce() {
    if (desk.get(READ, path()).isMissing()) {
      ObjectNode body = json.createObjectNode();
      body.set("document", policy.get("document"));
      body.set("title", policy.get("title"));
      Api.success("the policy", desk.post(WRITE, PATH, body, "demo-policy"));
    }
    JsonNode first = policy.get("versions").get(0);
    draft(first);
    if (state(first).equals("draft")) {
      Api.success(
          "putting the policy into force",
          desk.put(WRITE, path(first) + "/activation", json.createObjectNode()));
    }
  }

  /** The next version takes effect some weeks after the business clock's now. */
  void announceNext(Duration clockOffset) {
    JsonNode next = policy.get("versions").get(1);
    draft(next);
    if (state(next).equals("draft")) {
      Instant effective =
          Instant.now()
              .plus(clockOffset)
              .plus(next.get("noticeDays").asInt(), ChronoUnit.DAYS)
              .truncatedTo(ChronoUnit.DAYS);
      Api.success(
          "announcing the next policy",
          desk.put(
              WRITE,
              path(next) + "/announcement",
              json.createObjectNode().put("effectiveAt", effective.toString())));
    }
  }

  private void draft(JsonNode version) {
    if (desk.get(READ, path(version)).isMissing()) {
      ObjectNode body = json.createObjectNode();
      body.set("label", version.get("label"));
      body.set("changes", version.get("changes"));
      ArrayNode texts = body.putArray("texts");
      for (JsonNode text : version.get("texts")) {
        ObjectNode full = text.deepCopy();
        full.remove("file");
        texts.add(full.put("markdown", DemoData.text(text.get("file").asText())));
      }
      Api.success(
          "drafting the policy",
          desk.post(
              WRITE, path() + "/versions", body, "demo-policy-" + version.get("label").asText()));
    }
  }

  private String state(JsonNode version) {
    return Api.success("the policy's state", desk.get(READ, path(version)))
        .at("/version/state")
        .asText();
  }

  private String path() {
    return PATH + "/" + policy.get("document").asText();
  }

  private String path(JsonNode version) {
    return path() + "/versions/" + version.get("label").asText();
  }
}
