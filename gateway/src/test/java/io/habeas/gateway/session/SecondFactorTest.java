package io.habeas.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SecondFactorTest.Asked.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class SecondFactorTest {

  /** As production is set. */
  public static class Asked implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("habeas.access.desk-acr", "2");
    }
  }

  private final Map<String, String> cookies = new HashMap<>();

  @AfterEach
  void byPasswordAlone() {
    TestProvider.acr("1");
  }

  @Test
  void aDeskRoleWithAPasswordAloneIsSentBackForMoreAndItsSessionEnds() {
    String session = SessionsTest.signIn();
    cookies.put("q_session", session);

    Response again = login("?returnTo=/desk/customers");
    assertThat(again.header("Location")).isEqualTo("/login?returnTo=%2Fdesk%2Fcustomers");
    Response away = login("?returnTo=/desk/customers");

    assertThat(away.statusCode()).isEqualTo(302);
    assertThat(away.header("Location")).contains("/authorize?", "acr_values=2");
    given()
        .cookie("q_session", session)
        .get("/api/consent/v1/subjects/" + UUID.randomUUID() + "/preferences")
        .then()
        .statusCode(401);
  }

  @Test
  void whoComesBackWithTheSecondFactorIsIn() {
    cookies.put("q_session", SessionsTest.signIn());
    login("?returnTo=/desk/customers");
    Response away = login("?returnTo=/desk/customers");
    TestProvider.acr("2");

    comeBack(away);

    Response in = login("?returnTo=/desk/customers");
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/desk/customers");
  }

  @Test
  void aProviderThatDoesNotKnowTheLevelMakesNoLoop() {
    cookies.put("q_session", SessionsTest.signIn());
    login("");
    comeBack(login(""));

    login("")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:habeas:problem:second-factor-missing"));
  }

  private void comeBack(Response away) {
    String state = away.header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");
    login("?state=" + state + "&code=any");
    assertThat(cookies.get("q_session")).isNotBlank();
  }

  private Response login(String query) {
    Response answer = given().redirects().follow(false).cookies(cookies).get("/login" + query);
    cookies.putAll(answer.cookies());
    cookies.values().removeIf(String::isEmpty);
    return answer;
  }
}
