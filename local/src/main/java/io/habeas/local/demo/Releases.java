package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What partners have asked about the customers who can sign in: some granted, some refused. */
final class Releases {

  private static final String PATH = "/api/disclosure/v1/releases";
  private static final String SCOPE = "disclosure:partner";

  private final ObjectMapper json = new ObjectMapper();
  private final Api desk;
  private final Api cards;
  private final Api advertising;

  Releases(Api desk, Api cards, Api advertising) {
    this.desk = desk;
    this.cards = cards;
    this.advertising = advertising;
  }

  /** Asks, unless somebody has asked before. A refusal is an answer like any other here. */
  void load(String subjectId) {
    JsonNode account =
        Api.success(
            "the disclosures of a customer",
            desk.get(
                "disclosure:read", "/api/disclosure/v1/subjects/" + subjectId + "/disclosures"));
    if (account.path("disclosures").isEmpty()) {
      ask(cards, subjectId, "billing", "name", "email", "items.payment-token");
      ask(advertising, subjectId, "advertising", "languages", "residency");
    }
  }

  private void ask(Api partner, String subjectId, String purpose, String... fields) {
    ObjectNode question =
        json.createObjectNode().put("subjectId", subjectId).put("purpose", purpose);
    for (String field : fields) {
      question.withArray("/fields").add(field);
    }
    partner.post(SCOPE, PATH, question, "demo-release-" + purpose + "-" + subjectId);
  }
}
