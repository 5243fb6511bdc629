package io.habeas.subject;

import static io.restassured.RestAssured.given;

import io.habeas.access.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The callers that tests speak for. */
public final class Calls {

  private Calls() {}

  /** The company's own systems. */
  public static RequestSpecification billing() {
    return json(
        TestTokens.client("billing")
            .scopes("subject:write", "subject:read", "subject:import", "subject:search")
            .purposes("service-delivery", "billing")
            .token());
  }

  /** Another service with one scope, bound to these purposes. */
  public static RequestSpecification service(String scope, String... purposes) {
    return json(TestTokens.client("service").scopes(scope).purposes(purposes).token());
  }

  /** Somebody of the company. */
  public static RequestSpecification person(String role) {
    return json(TestTokens.person(role).token());
  }

  /** A customer. */
  public static RequestSpecification customer(UUID subjectId) {
    return json(TestTokens.person("customer").subject(subjectId).token());
  }

  private static RequestSpecification json(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON).accept("*/*");
  }
}
