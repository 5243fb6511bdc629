package io.habeas.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project's realm with the people and clients of the demo, as Keycloak imports it. Secrets and
 * addresses stay placeholders, which Keycloak fills in from its environment.
 */
public final class RealmFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(HABEAS_[A-Z0-9_]+)}");

  private final ObjectNode realm;

  private RealmFile(ObjectNode realm) {
    this.realm = realm;
  }

  /** Reads the realm and adds the demo's people and clients. */
  public static RealmFile withDemo(Installation installation) {
    ObjectNode realm = read(installation.file("k8s/realm/habeas-realm.json"));
    ObjectNode demo = read(installation.file("k8s/realm/demo-people.json"));
    add(realm, demo, "clients");
    add(realm, demo, "users");
    return new RealmFile(realm);
  }

  /** The ids of the clients that show a secret. */
  public Set<String> clientIds() {
    Set<String> ids = new TreeSet<>();
    realm.get("clients").forEach(client -> ids.add(client.get("clientId").asText()));
    return ids;
  }

  /** The variables that the placeholders name. */
  public Set<String> variables() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(realm.toString());
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The people who have a one-time code. */
  public Set<String> codeUsers() {
    Set<String> users = new TreeSet<>();
    for (JsonNode user : realm.path("users")) {
      String name = user.path("username").asText();
      if (user.toString().contains(codeVariable(name))) {
        users.add(name);
      }
    }
    return users;
  }

  /** The variable that holds what a person's one-time codes are made of. */
  static String codeVariable(String user) {
    return "HABEAS_CODE_OF_" + user.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The variable that holds a client's secret. */
  public static String secretVariable(String clientId) {
    return "HABEAS_CLIENT_" + clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
  }

  /** Writes it where Keycloak looks for realms. */
  public void write(Path target) {
    try {
      Files.createDirectories(target.getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(target.toFile(), realm);
    } catch (IOException e) {
      throw new Trouble(
          Keycloak.NAME, "its realm cannot be written (" + e.getMessage() + ")", "Make room", e);
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return (ObjectNode) JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new Trouble(
          Keycloak.NAME,
          "the realm " + file + " cannot be read (" + e.getMessage() + ")",
          "Restore the file",
          e);
    }
  }

  private static void add(ObjectNode realm, ObjectNode demo, String field) {
    ArrayNode all = (ArrayNode) realm.get(field);
    for (JsonNode each : demo.path(field)) {
      all.add(each);
    }
  }
}
