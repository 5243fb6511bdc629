package io.habeas.gateway.relay;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class RelayTest {

  private static final String PREFERENCES =
      "/api/consent/v1/subjects/" + UUID.randomUUID() + "/preferences";

  @Test
  void aBearerTokenPassesAsItIs() {
    given()
        .auth()
        .oauth2("abc")
        .header("Sec-GPC", "1")
        .get(PREFERENCES + "/history?limit=2")
        .then()
        .statusCode(200)
        .body("authorization", equalTo("Bearer abc"))
        .body("path", equalTo(PREFERENCES + "/history?limit=2"))
        .body("gpc", equalTo("1"))
        .body("cookie", equalTo("null"));
  }

  @Test
  void aLargeBodyPassesWhole() {
    given()
        .auth()
        .oauth2("abc")
        .contentType("application/json")
        .body(new byte[8_000_000])
        .put(PREFERENCES)
        .then()
        .statusCode(200)
        .body("bytes", equalTo(8_000_000));
  }

  @Test
  void withoutTokenOrSessionNothingPasses() {
    refused(given().get(PREFERENCES), 401, "unauthenticated");
  }

  @Test
  void twoIdentitiesAtOnceAreNone() {
    refused(
        given().auth().oauth2("abc").cookie("q_session", "x").get(PREFERENCES),
        400,
        "two-identities");
  }

  @Test
  void whatIsForAnyonePassesWithoutAnIdentity() {
    given()
        .cookie("q_session", "x")
        .get("/api/consent/v1/purposes")
        .then()
        .statusCode(200)
        .body("authorization", equalTo("null"))
        .body("cookie", equalTo("null"));
  }

  @Test
  void aForgedSessionIsNoSession() {
    refused(given().cookie("q_session", "x").get(PREFERENCES), 401, "session-ended");
  }

  @Test
  void aBrowserOnAnotherSiteCannotMakeAChange() {
    refused(
        given().cookie("q_session", "x").header("Origin", "https://evil.example").put(PREFERENCES),
        403,
        "cross-site-request");
    refused(given().cookie("q_session", "x").put(PREFERENCES), 403, "cross-site-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/consent/v1/events",
        "/api/consent/v2/purposes",
        "/api/nowhere",
        "/api/consent/q/health"
      })
  void whatIsNotMarkedForTheGatewayIsNotThere(String path) {
    refused(given().auth().oauth2("abc").get(path), 404, "not-found");
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    given()
        .auth()
        .oauth2("abc")
        .delete(PREFERENCES)
        .then()
        .statusCode(405)
        .header("Allow", "GET, PUT");
  }

  @Test
  void anAmbiguousPathIsRefusedBeforeAnythingReadsIt() {
    Response answer =
        given()
            .urlEncodingEnabled(false)
            .auth()
            .oauth2("abc")
            .get("/api/consent/v1/x%2f..%2fpurposes");
    refused(answer, 400, "ambiguous-path");
  }

  @Test
  void everyAnswerHoldsTheBrowserToOurOwnCode() {
    for (String path : new String[] {"/api/consent/v1/purposes", "/api/nowhere", "/session"}) {
      given()
          .get(path)
          .then()
          .header("Content-Security-Policy", containsString("default-src 'self'"))
          .header("Content-Security-Policy", not(containsString("unsafe")))
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  @Test
  void nobodyIsSignedInWithoutASession() {
    given().get("/session").then().statusCode(200).body("signedIn", equalTo(false));
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:habeas:problem:" + code));
  }
}
