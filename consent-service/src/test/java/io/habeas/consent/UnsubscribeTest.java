package io.habeas.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The link of a mail, from the decision that it goes with to the choice that it makes. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "consent"))
class UnsubscribeTest {
  private static final String API = "/api/consent/v1";
  private final UUID me = UuidCreator.getTimeOrderedEpoch();

  @Test
  void lookingChangesNothingAndOneClickEndsIt() {
    String path = "/unsubscribe/" + subscribed();
    given()
        .header("Accept-Language", "de-AT, en;q=0.5")
        .get(path)
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .body(containsString("lang=\"de\""), containsString("<form method=\"post\">"));
    assertThat(decision()).isEqualTo("allow");

    for (int i = 0; i < 2; i++) {
      given()
          .contentType("application/x-www-form-urlencoded")
          .body("List-Unsubscribe=One-Click")
          .redirects()
          .follow(false)
          .post(path)
          .then()
          .statusCode(200);
    }
    assertThat(decision()).isEqualTo("deny");
    given()
        .auth()
        .oauth2(TestTokens.person("customer").subject(me).token())
        .get(API + "/subjects/" + me + "/preferences/history")
        .then()
        .body("preferences", hasSize(2))
        .body("preferences[0].via", equalTo("unsubscribe"))
        .body("preferences[0].evidence", containsString("link-"));
  }

  @Test
  void mailProgramsMayPostAMultipartForm() {
    given()
        .multiPart("List-Unsubscribe", "One-Click")
        .post("/unsubscribe/" + subscribed())
        .then()
        .statusCode(200);
    assertThat(decision()).isEqualTo("deny");
  }

  @Test
  void aFormOfThousandsOfFieldsEndsItToo() {
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click&".repeat(5_000))
        .post("/unsubscribe/" + subscribed())
        .then()
        .statusCode(200);
    assertThat(decision()).isEqualTo("deny");
  }

  @Test
  void aTokenThatIsNotOursOpensNothing() {
    String token = subscribed();
    for (String forged :
        List.of(
            token.substring(0, token.length() - 2) + "xx",
            token.replace("~newsletter~", "~offers~"),
            token.replace("~email~", "~sms~"),
            "no-token-at-all")) {
      given()
          .get("/unsubscribe/" + forged)
          .then()
          .statusCode(404)
          .body(not(containsString(forged)));
      given()
          .contentType("application/x-www-form-urlencoded")
          .body("List-Unsubscribe=One-Click")
          .post("/unsubscribe/" + forged)
          .then()
          .statusCode(404);
    }
    assertThat(decision()).isEqualTo("allow");
  }

  @Test
  void whatIsOwedHasNoLink() {
    for (String purpose :
        List.of("policy-notice", "rights-requests", "legal-notice", "service-messages")) {
      decide(purpose, "email").body("decisions[0].decision", equalTo("allow"));
      assertThat(
              decide(purpose, "email").extract().<@Nullable String>path("decisions[0].unsubscribe"))
          .isNull();
    }
  }

  private String subscribed() {
    given()
        .auth()
        .oauth2(TestTokens.person("customer").subject(me).token())
        .contentType(ContentType.JSON)
        .body(Map.of("choice", "granted", "via", "client-area"))
        .put(API + "/subjects/" + me + "/preferences/newsletter/email")
        .then()
        .statusCode(200);
    return decide("newsletter", "email").extract().path("decisions[0].unsubscribe");
  }

  private String decision() {
    return decide("newsletter", "email").extract().path("decisions[0].decision");
  }

  private ValidatableResponse decide(String purpose, String channel) {
    return given()
        .auth()
        .oauth2(TestTokens.client("notification-service").scopes("consent:decide").token())
        .contentType(ContentType.JSON)
        .body(Map.of("purpose", purpose, "channel", channel, "subjectIds", List.of(me)))
        .post(API + "/decisions/batch")
        .then()
        .statusCode(200);
  }
}
