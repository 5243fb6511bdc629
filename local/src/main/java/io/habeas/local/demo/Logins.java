package io.habeas.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.local.home.Secrets;
import io.habeas.local.identity.Realm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logins at the identity provider: a few customers, and the processor that each partner's client
 * is. A login carries the subject's id and no name: names have one home, and it is not here.
 */
public final class Logins {

  private final ObjectMapper json = new ObjectMapper();
  private final Realm realm;

  Logins(Realm realm) {
    this.realm = realm;
  }

  /** The names of the customers who can sign in. */
  public static List<String> customers() {
    List<String> names = new ArrayList<>();
    DemoData.json("logins.json").forEach(login -> names.add(login.get("username").asText()));
    return names;
  }

  /** Which login an account's owner has. */
  static @Nullable String ofAccount(String number) {
    for (JsonNode login : DemoData.json("logins.json")) {
      if (login.get("account").asText().equals(number)) {
        return login.get("username").asText();
      }
    }
    return null;
  }

  /** Lets a customer sign in as this subject. */
  void customer(String username, String subjectId) {
    JsonNode present = user(username);
    if (present == null) {
      realm.send("POST", "/users", newCustomer(username, subjectId));
      JsonNode made = user(username);
      if (made != null) {
        giveRole(made, "customer");
      }
    } else {
      setAttribute(present, "subject_id", subjectId);
    }
  }

  /** Lets a partner's client ask as this processor. */
  void partner(String client, String processorId) {
    JsonNode found = realm.get("/clients?clientId=" + client).path(0);
    JsonNode account = realm.get("/clients/" + found.path("id").asText() + "/service-account-user");
    setAttribute(account, "processor_id", processorId);
  }

  private ObjectNode newCustomer(String username, String subjectId) {
    ObjectNode user = json.createObjectNode().put("username", username).put("enabled", true);
    user.putObject("attributes").putArray("subject_id").add(subjectId);
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", Secrets.DEMO_PASSWORD)
        .put("temporary", false);
    return user;
  }

  private void giveRole(JsonNode user, String role) {
    JsonNode known = realm.get("/roles/" + role);
    realm.send(
        "POST",
        "/users/" + user.get("id").asText() + "/role-mappings/realm",
        json.createArrayNode().add(known));
  }

  private void setAttribute(JsonNode user, String name, String value) {
    if (!value.equals(user.path("attributes").path(name).path(0).asText())) {
      ObjectNode changed = user.deepCopy();
      changed.withObject("/attributes").putArray(name).add(value);
      realm.send("PUT", "/users/" + user.get("id").asText(), changed);
    }
  }

  private @Nullable JsonNode user(String username) {
    JsonNode found = realm.get("/users?exact=true&username=" + username);
    return found.isEmpty() ? null : found.get(0);
  }
}
