package io.habeas.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.access.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTest {

  private static final UUID ME = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
  private static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");

  @Test
  void whatDeclaresNothingIsRefusedToEverybody() {
    refused(get("/try/undeclared", null), 403, "undeclared-operation");
    refused(get("/try/undeclared", person("dpo")), 403, "undeclared-operation");
  }

  @Test
  void whatIsForAnyoneNeedsNoToken() {
    get("/try/anyone", null).then().statusCode(200);
  }

  @Test
  void withoutATokenThereIsNoCaller() {
    refused(get("/try/machine", null), 401, "unauthenticated");
  }

  @Test
  void aMachineNeedsTheScope() {
    refused(get("/try/machine", machine("subject:read")), 403, "scope-missing");
  }

  @Test
  void aMachineClaimsOnlyThePurposesThatItIsRegisteredFor() {
    String token = machine("subject:contact");
    get("/try/machine?purpose=policy-notice", token)
        .then()
        .statusCode(200)
        .body(equalTo("client:notification-service"));
    refused(get("/try/machine?purpose=newsletter", token), 403, "purpose-not-bound");
  }

  @Test
  void aServiceDeliversOnlyItsOwnEvents() {
    String token = TestTokens.client("consent-service").scopes("consent:events").token();
    get("/try/events?source=/consent", token).then().statusCode(200);
    refused(get("/try/events?source=/subject", token), 403, "source-not-yours");
  }

  @Test
  void aPersonMayNotCallWhatIsForMachines() {
    refused(get("/try/machine?purpose=policy-notice", person("dpo")), 403, "role-missing");
  }

  @Test
  void aPersonNeedsBothTheRoleAndAClientThatActsForPeople() {
    refused(get("/try/subjects/" + ME, person("marketing")), 403, "role-missing");
    String elsewhere = TestTokens.person("support").scopes("openid").token();
    refused(get("/try/subjects/" + ME, elsewhere), 403, "scope-missing");
    get("/try/subjects/" + ME, person("support")).then().statusCode(200);
  }

  @Test
  void aForeignIdAnswersLikeAMissingOne() {
    String customer = TestTokens.person("customer").subject(ME).token();
    get("/try/subjects/" + ME, customer).then().statusCode(200);

    Response foreign = get("/try/subjects/" + OTHER, customer);
    refused(foreign, 404, "not-found");
    assertThat(foreign.asString())
        .isEqualTo(get("/nowhere", customer).asString())
        .doesNotContain(OTHER.toString());
  }

  @Test
  void aCustomerWithoutASubjectReachesNothing() {
    refused(get("/try/subjects/" + ME, person("customer")), 404, "not-found");
  }

  @Test
  void aRecentSignInIsAskedForWhereItMatters() {
    TestTokens customer = TestTokens.person("customer").subject(ME);
    get("/try/subjects/" + ME + "/export", customer.token()).then().statusCode(200);
    String old = customer.claim("auth_time", Instant.now().getEpochSecond() - 601).token();
    refused(get("/try/subjects/" + ME + "/export", old), 401, "recent-sign-in-needed");
  }

  @Test
  void aPartnerReachesOnlyItself() {
    TestTokens partner = TestTokens.client("partner").scopes("disclosure:partner");
    refused(get("/try/processors/" + ME, partner.token()), 403, "processor-unknown");
    String known = partner.processor(ME).token();
    get("/try/processors/" + ME, known).then().statusCode(200);
    refused(get("/try/processors/" + OTHER, known), 404, "not-found");
  }

  @Test
  void aTokenForAnotherServiceOrOfAnotherIssuerIsNone() {
    TestTokens token = TestTokens.client("x").scopes("subject:contact").purposes("a");
    unauthenticated(token.audience("consent").token());
    unauthenticated(token.audience("subject").issuer("https://elsewhere.test").token());
  }

  /** Whoever gets it, of the services that it opens, could use it at the others. */
  @Test
  void aTokenForSeveralServicesIsNone() {
    TestTokens token = TestTokens.client("x").scopes("subject:contact").purposes("a");
    String both = token.audiences("subject", "consent").token();
    refused(get("/try/machine?purpose=a", both), 401, "token-for-several-services");
    refused(get("/try/anyone", both), 401, "token-for-several-services");

    String person = TestTokens.person("support").audiences("subject", "disclosure").token();
    refused(get("/try/subjects/" + ME, person), 401, "token-for-several-services");
  }

  @Test
  void anAudienceThatIsNoServiceOfOursOpensNothing() {
    TestTokens token = TestTokens.client("x").scopes("subject:contact").purposes("a");
    get("/try/machine?purpose=a", token.audiences("subject", "account").token())
        .then()
        .statusCode(200);
  }

  @Test
  void anExpiredOrEndlessTokenIsNone() {
    long now = Instant.now().getEpochSecond();
    unauthenticated(TestTokens.client("x").claim("exp", now - 60).token());
    unauthenticated(TestTokens.client("x").claim("nbf", now + 600).token());
  }

  @Test
  void aTokenSignedByAnotherKeyIsNone() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    unauthenticated(TestTokens.client("x").token(generator.generateKeyPair().getPrivate()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\"}"
      })
  void aTokenThatChoosesItsOwnAlgorithmOrKeyIsNone(String header) {
    String[] parts = TestTokens.client("x").scopes("subject:contact").token().split("\\.");
    String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes());
    unauthenticated(forged + "." + parts[1] + "." + parts[2]);
    unauthenticated(forged + "." + parts[1] + ".");
  }

  private static void unauthenticated(String token) {
    refused(get("/try/machine?purpose=a", token), 401, "unauthenticated");
  }

  private static void refused(Response response, int status, String code) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:habeas:problem:" + code));
  }

  private static String machine(String scope) {
    return TestTokens.client("notification-service")
        .scopes(scope)
        .purposes("policy-notice")
        .token();
  }

  private static String person(String role) {
    return TestTokens.person(role).token();
  }

  private static Response get(String path, @org.jspecify.annotations.Nullable String token) {
    return token == null ? given().get(path) : given().auth().oauth2(token).get(path);
  }
}
