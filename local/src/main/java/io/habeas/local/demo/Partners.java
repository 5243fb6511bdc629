package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Partners of every category, each with an agreement in force. */
final class Partners {

  private static final String PATH = "/api/disclosure/v1/processors";

  private final ObjectMapper json = new ObjectMapper();
  private final Api desk;
  private final Logins logins;

  Partners(Api desk, Logins logins) {
    this.desk = desk;
    this.logins = logins;
  }

  /** Registers those that are missing; how many there are. */
  int load() {
    JsonNode partners = DemoData.json("partners.json");
    for (JsonNode partner : partners) {
      String id = partner.get("id").asText();
      if (desk.get("disclosure:read", PATH + "/" + id).isMissing()) {
        register(partner);
      }
      if (agreements(id).isEmpty()) {
        conclude(partner);
      }
      if (partner.has("client")) {
        logins.partner(partner.get("client").asText(), id);
      }
    }
    return partners.size();
  }

  private void register(JsonNode partner) {
    ObjectNode body = json.createObjectNode();
    for (String field : new String[] {"id", "name", "category", "country", "policyUrl"}) {
      body.set(field, partner.get(field));
    }
    String id = partner.get("id").asText();
    Api.success(
        "registering " + partner.get("name"),
        desk.post("disclosure:write", PATH, body, "demo-processor-" + id));
  }

  private void conclude(JsonNode partner) {
    String id = partner.get("id").asText();
    ObjectNode agreement = partner.get("agreement").deepCopy();
    agreement.put("validFrom", "2026-01-01").put("validUntil", "2029-12-31");
    Api.success(
        "the agreement with " + partner.get("name"),
        desk.post(
            "disclosure:write",
            PATH + "/" + id + "/agreements",
            agreement,
            "demo-agreement-" + id));
  }

  private JsonNode agreements(String id) {
    return Api.success(
            "the agreements of " + id, desk.get("disclosure:read", PATH + "/" + id + "/agreements"))
        .path("agreements");
  }
}
