package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a person's sign-in opens, and what ends it, with the real identity provider. */
@Order(4)
class PersonTokensTest {

  private static final String PASSWORD = "habeas-demo-only";

  /** An operation of each service that a data protection officer may call. */
  private static final Map<String, String> READS =
      Map.of(
          "subject",
          "/api/subject/v1/subjects/" + UUID.randomUUID() + "?purpose=rights-requests",
          "consent",
          "/api/consent/v1/subjects/" + UUID.randomUUID() + "/preferences",
          "disclosure",
          "/api/disclosure/v1/processors",
          "notification",
          "/api/notification/v1/campaigns");

  @Test
  void aPersonsTokenOpensOneServiceOnly() {
    JsonNode tokens = ProviderSignIn.tokens("dpo", PASSWORD);

    for (String issuedFor : READS.keySet()) {
      String token = ProviderSignIn.exchanged(tokens, issuedFor);
      READS.forEach(
          (service, path) -> {
            int status = new Api(Suite.RUNNING.service(service), token).get(path).status();
            if (service.equals(issuedFor)) {
              assertThat(status).as("%s with its own", service).isIn(200, 404);
            } else {
              assertThat(status).as("%s with one for %s", service, issuedFor).isEqualTo(401);
            }
          });
    }
  }

  @Test
  void theTokensOfTheSignInItselfOpenNothing() {
    JsonNode tokens = ProviderSignIn.tokens("dpo", PASSWORD);

    for (String kind : List.of("access_token", "id_token", "refresh_token")) {
      Api holder = new Api(Suite.RUNNING.url(), tokens.path(kind).asText());
      READS.forEach(
          (service, path) -> {
            assertThat(holder.at(Suite.RUNNING.service(service)).get(path).status())
                .as("%s with the %s", service, kind)
                .isEqualTo(401);
            assertThat(holder.get(path).status()).isEqualTo(401);
          });
    }
  }

  @Test
  void aOneTimeCodeRaisesTheSignInToTheLevelThatDeskRolesNeed() {
    JsonNode weak = ProviderSignIn.tokens("legal", PASSWORD);
    assertThat(acr(weak.path("access_token").asText())).isEqualTo("1");

    JsonNode strong =
        ProviderSignIn.tokens("legal", PASSWORD, "2", () -> Suite.RUNNING.code("legal"));

    assertThat(acr(strong.path("access_token").asText())).isEqualTo("2");
    assertThat(levels(ProviderSignIn.exchanged(strong, "subject"))).contains("\"2\"");
    assertThat(levels(ProviderSignIn.exchanged(weak, "subject"))).doesNotContain("\"2\"");
  }

  @Test
  void aPageFullOfCallsSurvivesTheExpiryOfItsTokens() throws Exception {
    Realm.lifespan(Duration.ofSeconds(4));
    try {
      SignedIn dpo = SignedIn.as("dpo", PASSWORD);
      for (int round = 0; round < 3; round++) {
        Thread.sleep(4_000);
        assertThat(inParallel(dpo)).containsOnly(200);
      }
    } finally {
      Realm.lifespan(Duration.ofMinutes(5));
    }
  }

  @Test
  void signingOutEndsTheSessionAtTheIdentityProviderToo() {
    SignedIn dpo = SignedIn.as("dpo", PASSWORD);
    int before = Realm.sessions("dpo");

    dpo.signOut();

    assertThat(dpo.send("GET", read("disclosure"), null, null).status()).isEqualTo(401);
    assertThat(Realm.sessions("dpo")).isEqualTo(before - 1);
  }

  @Test
  void anAdministratorsLogoutEndsTheSessionHereAtOnce() {
    SignedIn legal = SignedIn.as("legal", PASSWORD);
    assertThat(legal.send("GET", read("disclosure"), null, null).status()).isEqualTo(200);

    Realm.logout("legal");

    Api.Answer refused = legal.send("GET", read("disclosure"), null, null);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("session-ended");
  }

  private static String acr(String token) {
    return new Api(Suite.RUNNING.url(), token).claim("acr");
  }

  private static String levels(String token) {
    String payload = token.split("\\.")[1];
    return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
        .replaceFirst("(?s).*\"levels\":(\\{[^}]*}).*", "$1");
  }

  private static String read(String service) {
    return Objects.requireNonNull(READS.get(service));
  }

  private static List<Integer> inParallel(SignedIn person) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String path = read(i % 2 == 0 ? "disclosure" : "notification");
        running.add(threads.submit(() -> person.send("GET", path, null, null).status()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> each : running) {
        statuses.add(each.get());
      }
      return statuses;
    }
  }

  /** What an administrator of the identity provider does. */
  private static final class Realm {

    static void lifespan(Duration accessTokens) {
      Api admin = Logins.admin();
      var client =
          (com.fasterxml.jackson.databind.node.ObjectNode)
              admin.get("/clients?clientId=gateway").body().path(0);
      client.withObject("/attributes").put("access.token.lifespan", accessTokens.toSeconds());
      assertThat(admin.put("/clients/" + client.path("id").asText(), client).status())
          .isEqualTo(204);
    }

    static int sessions(String user) {
      return Logins.admin().get("/users/" + id(user) + "/sessions").body().size();
    }

    static void logout(String user) {
      assertThat(Logins.admin().post("/users/" + id(user) + "/logout", Map.of()).status())
          .isEqualTo(204);
    }

    private static String id(String user) {
      return Logins.admin()
          .get("/users?exact=true&username=" + user)
          .body()
          .path(0)
          .path("id")
          .asText();
    }
  }
}
