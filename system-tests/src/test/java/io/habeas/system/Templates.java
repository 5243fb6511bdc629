package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The templates of the running suite, as the desk handles them. */
final class Templates {

  private static final String TEMPLATES = "/api/notification/v1/templates";

  private Templates() {}

  /**
   * The number of a template's draft, which says what is sent by now; it is made if there is none.
   */
  static int draftOf(String name) {
    Api desk = Api.client("habeas-admin", "notification:read notification:write");
    JsonNode current = null;
    for (JsonNode each : desk.get(TEMPLATES).body().path("templates")) {
      if (each.path("name").asText().equals(name) && each.path("state").asText().equals("draft")) {
        return each.path("version").asInt();
      }
      if (each.path("name").asText().equals(name) && each.path("state").asText().equals("active")) {
        current = each;
      }
    }
    assertThat(current).as(name).isNotNull();
    Api.Answer drafted = desk.post(TEMPLATES + "/" + name + "/versions", content(current));
    assertThat(drafted.status()).as(drafted.text()).isEqualTo(201);
    return drafted.body().path("version").asInt();
  }

  private static ObjectNode content(JsonNode template) {
    ObjectNode content = Api.JSON.createObjectNode();
    for (String each : List.of("purpose", "fields", "texts")) {
      content.set(each, template.path(each));
    }
    return content;
  }
}
