package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the identity provider really gives to machines: a token opens one service, the callee. */
@Order(2)
class TokensTest {

  /** One of the clients that a row for many stands for. */
  private static final Map<String, String> ONE_OF_MANY = Map.of("partner-*", "partner-cardway");

  /** A scope of the call table, as the client of its row may ask for it. */
  record Grant(String client, String scope, String callee) {}

  @Test
  void everyScopeOfTheCallTableYieldsATokenForItsCalleeAlone() throws IOException {
    List<Grant> grants = grants();

    assertThat(grants).hasSizeGreaterThan(20);
    for (Grant grant : grants) {
      Api caller = Api.client(grant.client(), grant.scope());
      assertThat(caller.claim("aud")).as(grant.toString()).isEqualTo(grant.callee());
      assertThat(caller.claim("scope")).as(grant.toString()).isEqualTo(grant.scope());
    }
  }

  @Test
  void aScopeOfSomebodyElseIsRefused() throws IOException {
    Map<String, Set<String>> granted = new TreeMap<>();
    Set<String> all = new TreeSet<>();
    for (Grant grant : grants()) {
      granted.computeIfAbsent(grant.client(), client -> new TreeSet<>()).add(grant.scope());
      all.add(grant.scope());
    }

    granted.forEach(
        (client, own) ->
            all.stream()
                .filter(scope -> !own.contains(scope))
                .forEach(
                    scope ->
                        assertThatThrownBy(() -> Api.client(client, scope))
                            .as(client + " asks for " + scope)
                            .hasMessageContaining("invalid_scope")));
  }

  @Test
  void aTokenForOneServiceIsNoneAtAnother() {
    Api subject = Api.client("subject-service", "consent:events");

    Api.Answer answer =
        subject
            .at(Suite.RUNNING.service("disclosure"))
            .send("POST", "/api/disclosure/v1/events", "[]", "application/cloudevents-batch+json");

    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
  }

  @Test
  void aTokenThatWasAskedForTwoServicesIsNoneAtEither() {
    Api billing = Api.client("billing", "subject:read consent:decide");

    for (String path :
        List.of(
            "/api/subject/v1/subjects/0190163d-8694-739b-aea5-966c26f8ad91?purpose=billing",
            "/api/consent/v1/subjects/0190163d-8694-739b-aea5-966c26f8ad91/preferences")) {
      Api.Answer answer = billing.get(path);
      assertThat(answer.status()).as(answer.text()).isEqualTo(401);
      assertThat(answer.text()).contains("token-for-several-services");
    }
  }

  private static List<Grant> grants() throws IOException {
    JsonNode table =
        new ObjectMapper(new YAMLFactory())
            .readTree(Suite.RUNNING.root().resolve("k8s/calls/calls.yaml").toFile());
    List<Grant> grants = new ArrayList<>();
    for (JsonNode row : table.path("calls")) {
      String client = row.path("client").asText();
      String known = ONE_OF_MANY.getOrDefault(client, client);
      boolean isOfPeople = known.equals("gateway"); // PersonTokensTest has theirs
      if (!isOfPeople && !known.contains("*")) {
        row.path("scopes")
            .forEach(
                scope ->
                    grants.add(new Grant(known, scope.asText(), row.path("service").asText())));
      }
    }
    return grants;
  }
}
