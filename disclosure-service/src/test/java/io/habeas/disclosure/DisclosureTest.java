package io.habeas.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.bucket.Bucket;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processors, agreements, releases and the account of them, through HTTP on a real database. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "disclosure"))
@QuarkusTestResource(PeersResource.class)
class DisclosureTest {

  private static final String API = "/api/disclosure/v1";

  @Inject Pool pool;

  private final Sharing sharing = Sharing.fresh();
  private final UUID me = sharing.subject();
  private final UUID processor = sharing.processor();

  @BeforeEach
  void everythingIsOpen() {
    PeersResource.consent = true;
    PeersResource.subjectStatus = 200;
    PeersResource.ASKED.clear();
  }

  @Test
  void aReleasePassesEveryGateAndTheSubjectSeesIt() {
    register("US");
    agree("scc");
    tell(1, "active");

    ask()
        .statusCode(200)
        .body("fields.email", equalTo("canary@example.org"))
        .body("receipt.purpose", equalTo("crm"))
        .body("receipt.transferMechanism", equalTo("scc"));

    customer()
        .get(API + "/subjects/{id}/disclosures", me)
        .then()
        .statusCode(200)
        .body("disclosures", hasSize(1))
        .body("disclosures[0].outcome", equalTo("released"))
        .body("disclosures[0].processor.name", equalTo("Acme " + processor))
        .body("disclosures[0].processor.policyUrl", equalTo("https://acme.example/privacy"))
        .body("disclosures[0].fields", contains("email"));
    assertThat(PeersResource.ASKED).hasSize(2).last().asString().contains("\"fields\":[\"email\"]");
  }

  @Test
  void aWithdrawalStopsItAndTheSubjectReadsWhy() {
    register("DE");
    agree("none");
    tell(1, "active");
    PeersResource.consent = false;

    refused("subject-choice");

    assertThat(PeersResource.ASKED).allMatch(asked -> asked.startsWith("decision"));
    customer()
        .get(API + "/subjects/{id}/disclosures", me)
        .then()
        .body("disclosures[0].outcome", equalTo("refused"))
        .body("disclosures[0].rule", equalTo("consent"))
        .body("disclosures[0].evidence", containsString("v7"));
  }

  @Test
  void aRestrictedSubjectIsNotSharedAndThePartnerDoesNotLearnIt() {
    register("DE");
    agree("none");
    tell(1, "restricted");

    refused("subject-choice").body(not(containsString("restrict")));
    assertThat(PeersResource.ASKED).isEmpty();
  }

  @Test
  void withoutAnAgreementOrOutsideItNothingIsReleased() {
    register("DE");
    tell(1, "active");
    refused("agreement");

    agree("none");
    partner()
        .body(Map.of("subjectId", me, "purpose", "crm", "fields", List.of("email", "phone")))
        .post(API + "/releases")
        .then()
        .statusCode(403)
        .body("reason", equalTo("agreement"));
  }

  @Test
  void aTransferWithoutABasisIsRefused() {
    register("US");
    agree("none");
    tell(1, "active");

    refused("transfer");
  }

  @Test
  void anUnknownPartnerGetsNothing() {
    tell(1, "active");
    refused("agreement");
  }

  @Test
  void aSuspendedPartnerGetsNothing() {
    register("DE");
    agree("none");
    tell(1, "active");
    change("\"1\"", "suspended").statusCode(200).header("ETag", equalTo("\"2\""));

    refused("agreement");
  }

  @Test
  void aServiceThatDoesNotAnswerMeansNoDataAndNoRecordOfARelease() {
    register("DE");
    agree("none");
    tell(1, "active");
    PeersResource.subjectStatus = 500;

    ask().statusCode(503).body("type", equalTo("urn:habeas:problem:unavailable"));
    customer().get(API + "/subjects/{id}/disclosures", me).then().body("disclosures", hasSize(0));
  }

  @Test
  void anEditNeedsTheNewestVersion() {
    register("DE");
    dpo().body(changeTo("live")).put(API + "/processors/{id}", processor).then().statusCode(428);
    change("\"7\"", "ended").statusCode(412);
    change("\"1\"", "ended").statusCode(200);
    change("\"1\"", "live").statusCode(412);
  }

  @Test
  void aNameIsTakenOnce() {
    register("DE");
    dpo()
        .body(newProcessor(UuidCreator.getTimeOrderedEpoch(), "DE"))
        .post(API + "/processors")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:habeas:problem:processor-name-taken"));
  }

  @Test
  void aPartnerClaimsOnlyThePurposesThatItIsRegisteredFor() {
    partner()
        .body(Map.of("subjectId", me, "purpose", "advertising", "fields", List.of("email")))
        .post(API + "/releases")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:habeas:problem:purpose-not-bound"));
  }

  @Test
  void aPartnerReadsItsOwnReceiptAndNoOther() {
    register("DE");
    agree("none");
    tell(1, "active");
    String id = ask().extract().path("receipt.releaseId");

    partner().get(API + "/releases/{id}", id).then().statusCode(200);
    given()
        .auth()
        .oauth2(partnerToken(UuidCreator.getTimeOrderedEpoch()))
        .get(API + "/releases/{id}", id)
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:habeas:problem:not-found"));
  }

  @Test
  void thoseWhomAProcessorConcernsAreFound() {
    register("DE");
    agree("none");
    tell(1, "active");
    ask().statusCode(200);

    given()
        .auth()
        .oauth2(TestTokens.client("notification-service").scopes("disclosure:concerned").token())
        .contentType(ContentType.JSON)
        .body(Map.of("processorIds", List.of(processor)))
        .post(API + "/concerned")
        .then()
        .statusCode(200)
        .body("subjectIds", contains(me.toString()));
  }

  @Test
  void severalBucketsAreWalkedOverOneAfterAnother() {
    register("LI");
    agree("scc");
    tell(1, "active");
    ask().statusCode(200);
    String query = "bucket=0&through=255&limit=1&processor=" + processor;

    assertThat(walked(query)).contains(me.toString());
    assertThat(walked(query + "&after=" + me)).isEmpty();
    for (String bad : List.of("bucket=7&through=6", "bucket=7&through=256", elsewhere())) {
      notification()
          .get(API + "/concerned?" + bad)
          .then()
          .statusCode(400)
          .body("type", equalTo("urn:habeas:problem:invalid-request"));
    }
  }

  private String elsewhere() {
    return "bucket=" + (Bucket.of(me) + 1) % Bucket.COUNT + "&after=" + me;
  }

  private String walked(String query) {
    return notification()
        .get(API + "/concerned?" + query)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void thoseWhoseDataWentToAProcessorOrIntoACountryAreStreamedByBucket() {
    register("LI");
    agree("scc");
    tell(1, "active");
    assertThat(concerned("processor=" + processor)).isEmpty();
    ask().statusCode(200);

    assertThat(concerned("processor=" + processor)).contains(me.toString());
    assertThat(concerned("country=LI")).contains(me.toString());
    assertThat(concerned("country=JP&processor=" + UUID.randomUUID()))
        .doesNotContain(me.toString());
    assertThat(concerned("processor=" + processor + "&after=" + me)).isEmpty();
    notification()
        .get(API + "/whereabouts?subjectId=" + me)
        .then()
        .statusCode(200)
        .body("processors", contains(processor.toString()))
        .body("countries", contains("LI"));

    tell(2, "erased");
    assertThat(concerned("processor=" + processor)).as("who is erased").isEmpty();
  }

  @Test
  void whoIsConcernedIsToldToServicesAlone() {
    notification().get(API + "/concerned?bucket=256&country=DE").then().statusCode(400);
    notification().get(API + "/concerned?bucket=1&country=germany").then().statusCode(400);
    dpo().get(API + "/concerned?bucket=1&country=DE").then().statusCode(403);
  }

  private static RequestSpecification notification() {
    return given()
        .auth()
        .oauth2(TestTokens.client("notification-service").scopes("disclosure:concerned").token())
        .accept("*/*");
  }

  private String concerned(String query) {
    return notification()
        .get(API + "/concerned?bucket=" + Bucket.of(me) + "&" + query)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subjectId\":\"x\",\"purpose\":\"crm\",\"fields\":[\"email\"]}",
        "{\"purpose\":\"crm\",\"fields\":[\"email\"]}",
        "{\"subjectId\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"purpose\":\"crm\",\"fields\":[]}",
        "{\"subjectId\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"purpose\":\"crm'--\",\"fields\":[\"email\"]}",
        "{\"subjectId\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"purpose\":\"crm\",\"fields\":[\"email\"],\"processorId\":\"0190163d-8694-739b-aea5-966c26f8ad91\"}",
      })
  void aBodyThatIsNotOneIsRefused(String body) {
    partner().body(body).post(API + "/releases").then().statusCode(400);
  }

  @Test
  void noFieldsContentIsEverStored() {
    register("DE");
    agree("none");
    tell(1, "active");
    ask().statusCode(200);

    for (String table : new String[] {"release", "ledger_entry", "ledger_record", "outbox_event"}) {
      assertThat(textOf(table)).as(table).doesNotContain("canary");
    }
  }

  private void register(String country) {
    sharing.register(country);
  }

  private Map<String, Object> newProcessor(UUID id, String country) {
    return Map.of(
        "id",
        id,
        "name",
        "Acme " + processor,
        "category",
        "crm",
        "country",
        country,
        "policyUrl",
        "https://acme.example/privacy");
  }

  private void agree(String mechanism) {
    sharing.agree(mechanism);
  }

  private ValidatableResponse change(String ifMatch, String state) {
    return dpo()
        .header("If-Match", ifMatch)
        .body(changeTo(state))
        .put(API + "/processors/{id}", processor)
        .then();
  }

  private Map<String, String> changeTo(String state) {
    return Map.of(
        "name",
        "Acme " + processor,
        "country",
        "DE",
        "policyUrl",
        "https://acme.example/privacy",
        "state",
        state);
  }

  private ValidatableResponse ask() {
    return sharing.ask();
  }

  private ValidatableResponse refused(String reason) {
    return ask()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:habeas:problem:release-refused"))
        .body("reason", equalTo(reason));
  }

  private void tell(long sequence, String state) {
    sharing.tell(sequence, state);
  }

  private RequestSpecification partner() {
    return given().auth().oauth2(partnerToken(processor)).contentType(ContentType.JSON);
  }

  private static String partnerToken(UUID id) {
    return Sharing.partnerToken(id);
  }

  private RequestSpecification customer() {
    return given().auth().oauth2(TestTokens.person("customer").subject(me).token());
  }

  private static RequestSpecification dpo() {
    return Sharing.dpo();
  }

  private String textOf(String table) {
    return pool.query("select t::text from " + table + " t")
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(0))
                    .reduce("", String::concat))
        .await()
        .indefinitely();
  }
}
