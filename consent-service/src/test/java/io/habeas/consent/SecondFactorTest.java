package io.habeas.consent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.access.testing.TestTokens;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SecondFactorTest.Asked.class)
@QuarkusTestResource(PostgresResource.class)
class SecondFactorTest {

  private static final UUID ME = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");

  /** As production is set. */
  public static class Asked implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("habeas.access.desk-acr", "2");
    }
  }

  @Test
  void aDeskRoleOpensWithTheSecondFactor() {
    read(TestTokens.person("support").claim("acr", "2")).then().statusCode(200);
  }

  @Test
  void anExchangedTokenSaysTheLevelsOfItsSignIn() {
    read(TestTokens.person("support").claim("acr", "1").claim("levels", Map.of("1", 1L, "2", 2L)))
        .then()
        .statusCode(200);
    read(TestTokens.person("support").claim("acr", "1").claim("levels", Map.of("1", 1L)))
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "22", ""})
  void aDeskRoleBelowItIsRefusedAndToldWhatToDo(String acr) {
    read(TestTokens.person("support").claim("acr", acr))
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:habeas:problem:second-factor-missing"))
        .body("detail", containsString("one-time code"));
  }

  @Test
  void aTokenThatDoesNotSayHowItsPersonSignedInIsBelowIt() {
    read(TestTokens.person("support")).then().statusCode(403);
  }

  @Test
  void whoIsACustomerTooIsHeldToTheDeskRole() {
    read(TestTokens.person("customer", "support").subject(ME).claim("acr", "1"))
        .then()
        .statusCode(403);
  }

  @Test
  void customersAndMachinesNeedNone() {
    read(TestTokens.person("customer").subject(ME).claim("acr", "1")).then().statusCode(200);
    read(TestTokens.client("billing").scopes("consent:read")).then().statusCode(200);
  }

  private static Response read(TestTokens token) {
    return given()
        .auth()
        .oauth2(token.token())
        .get("/api/consent/v1/subjects/" + ME + "/preferences");
  }
}
