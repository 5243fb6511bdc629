package io.habeas.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.local.calls.Call;
import io.habeas.local.calls.CallTable;
import io.habeas.local.home.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The realm gives every client what the call table says, and nothing else. */
class RealmFileTest {

  private static final Installation PROJECT =
      new Installation(Path.of("..").toAbsolutePath().normalize(), Path.of("."), new Properties());
  private static final CallTable CALLS = CallTable.of(PROJECT);
  private static final JsonNode REALM = read("k8s/realm/habeas-realm.json");
  private static final JsonNode DEMO = read("k8s/realm/demo-people.json");

  @Test
  void everyClientMayAskForExactlyTheScopesOfItsCalls() {
    Map<String, Set<String>> expected = new HashMap<>();
    for (Call call : CALLS.calls()) {
      if (call.client() != null && !call.client().contains("*")) {
        expected.computeIfAbsent(call.client(), c -> new TreeSet<>()).addAll(call.scopes());
      }
    }
    Map<String, Set<String>> actual =
        stream(REALM.get("clients"))
            .collect(Collectors.toMap(RealmFileTest::id, RealmFileTest::apiScopes));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void partnersOfTheDemoMayAskForWhatTheTableGivesPartners() {
    Set<String> partner =
        CALLS.calls().stream()
            .filter(call -> "partner-*".equals(call.client()))
            .flatMap(call -> call.scopes().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(stream(DEMO.get("clients")).filter(client -> id(client).startsWith("partner-")))
        .hasSizeGreaterThan(5)
        .allSatisfy(client -> assertThat(apiScopes(client)).isEqualTo(partner));
  }

  @Test
  void everyScopeBringsTheOneAudienceOfItsCallee() {
    Map<String, Set<String>> brought =
        stream(REALM.get("clientScopes"))
            .filter(scope -> scope.get("name").asText().contains(":"))
            .collect(Collectors.toMap(s -> s.get("name").asText(), RealmFileTest::audiences));
    brought.remove("habeas:web");

    assertThat(brought).allSatisfy((scope, audiences) -> assertThat(audiences).hasSize(1));
    for (Call call : CALLS.calls()) {
      if (!call.service().equals("gateway")) {
        assertThat(call.scopes())
            .as("%s at %s", call.caller(), call.service())
            .allSatisfy(scope -> assertThat(brought.get(scope)).containsExactly(call.service()));
      }
    }
  }

  @Test
  void everyMachineClaimsOnlyPurposesAndEveryPartnerCarriesItsProcessor() {
    JsonNode partner = scope("disclosure:partner");

    assertThat(partner.at("/protocolMappers").toString()).contains("\"processor_id\"");
    assertThat(machines())
        .filteredOn(client -> !id(client).equals("subject-service-logins"))
        .allSatisfy(
            client -> {
              JsonNode mapper = client.at("/protocolMappers/0/config");
              assertThat(mapper.get("claim.name").asText()).isEqualTo("purposes");
              assertThat(mapper.get("jsonType.label").asText()).isEqualTo("JSON");
              assertThat(new ObjectMapper().readTree(mapper.get("claim.value").asText()))
                  .isNotEmpty();
            });
  }

  @Test
  void noSecretIsCommitted() {
    List<JsonNode> all = new ArrayList<>(machines());
    all.addAll(stream(REALM.get("clients")).toList());

    assertThat(all)
        .allSatisfy(
            client ->
                assertThat(client.get("secret").asText())
                    .isEqualTo("${" + RealmFile.secretVariable(id(client)) + "}"));
    assertThat(DEMO.findValuesAsText("value")).containsOnly("${HABEAS_DEMO_PASSWORD}");
  }

  @Test
  void nobodyChangesTheSubjectOrTheProcessorOfTheirOwnLogin() throws IOException {
    JsonNode profile =
        new ObjectMapper()
            .readTree(
                REALM
                    .at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                    .get("kc.user.profile.config")
                    .get(0)
                    .asText());

    assertThat(profile.has("unmanagedAttributePolicy")).isFalse();
    assertThat(stream(profile.get("attributes")))
        .filteredOn(attribute -> attribute.get("name").asText().endsWith("_id"))
        .hasSize(2)
        .allSatisfy(
            attribute ->
                assertThat(attribute.at("/permissions/edit").toString()).isEqualTo("[\"admin\"]"));
  }

  @Test
  void theGatewayActsForPeopleAndNeverForItself() {
    JsonNode gateway =
        stream(REALM.get("clients")).filter(c -> id(c).equals("gateway")).findFirst().orElseThrow();

    assertThat(gateway.get("serviceAccountsEnabled").asBoolean()).isFalse();
    assertThat(gateway.get("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(gateway.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
    assertThat(gateway.at("/attributes/standard.token.exchange.enabled").asText())
        .isEqualTo("true");
    assertThat(gateway.get("redirectUris").toString())
        .isEqualTo("[\"${HABEAS_PUBLIC_URL}/login\"]");
    assertThat(gateway.at("/attributes/post.logout.redirect.uris").asText())
        .isEqualTo("${HABEAS_PUBLIC_URL}/");
  }

  @Test
  void aSessionsOwnTokenOpensNoServiceAndAnExchangedOneOpensOne() {
    assertThat(audiences(scope("habeas:web"))).isEmpty();
    for (String service : List.of("subject", "consent", "disclosure", "notification")) {
      assertThat(audiences(scope("web:" + service))).containsExactly(service);
    }
  }

  private static List<JsonNode> machines() {
    List<JsonNode> machines = new ArrayList<>();
    for (JsonNode realm : List.of(REALM, DEMO)) {
      stream(realm.get("clients"))
          .filter(client -> client.get("serviceAccountsEnabled").asBoolean())
          .forEach(machines::add);
    }
    return machines;
  }

  private static JsonNode scope(String name) {
    return stream(REALM.get("clientScopes"))
        .filter(scope -> scope.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Without the scopes that only shape the token. */
  private static Set<String> apiScopes(JsonNode client) {
    Set<String> scopes = new TreeSet<>();
    for (String field : List.of("defaultClientScopes", "optionalClientScopes")) {
      stream(client.get(field))
          .map(JsonNode::asText)
          .filter(s -> s.contains(":"))
          .forEach(scopes::add);
    }
    return scopes;
  }

  private static Set<String> audiences(JsonNode scope) {
    return new TreeSet<>(scope.findValuesAsText("included.custom.audience"));
  }

  private static String id(JsonNode client) {
    return client.get("clientId").asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode read(String path) {
    try {
      return new ObjectMapper().readTree(PROJECT.file(path).toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
