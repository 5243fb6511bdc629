package io.habeas.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.clock.mover.MovableClock;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices, events and decisions through HTTP, on a real database. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "consent"))
class ConsentTest {

  private static final String API = "/api/consent/v1";

  @Inject Pool pool;
  @Inject MovableClock clock;

  private final UUID me = UuidCreator.getTimeOrderedEpoch();

  @BeforeEach
  void atNoon() {
    clock.moveTo(Instant.parse("2026-11-22T12:00:00Z"));
  }

  @Test
  void aWithdrawalIsSeenByTheVeryNextDecisionWithItsEvidence() {
    choose(customer(), "newsletter", "granted");
    decision("newsletter", "email").body("decision", equalTo("allow"));

    String version = choose(customer(), "newsletter", "denied").extract().path("version");

    decision("newsletter", "email")
        .body("decision", equalTo("deny"))
        .body("rule", equalTo("preference"))
        .body("evidence.preferenceVersion", equalTo(version))
        .body("evidence.rulesVersion", equalTo("1.1"))
        .body("validUntil", notNullValue());
  }

  @Test
  void sharingToCarryTheNewsletterFollowsTheNewslettersOwnSwitch() {
    decision("newsletter", "sharing").body("rule", equalTo("consent-missing"));
    choose(customer(), "newsletter", "granted");
    decision("newsletter", "sharing").body("decision", equalTo("allow"));

    String version = choose(customer(), "newsletter", "denied").extract().path("version");

    decision("newsletter", "sharing")
        .body("rule", equalTo("preference"))
        .body("evidence.preferenceVersion", equalTo(version));
  }

  @Test
  void aChoiceAboutSharingItselfComesFirst() {
    choose(customer(), "newsletter", "granted");
    put(customer(), "newsletter/sharing", Map.of("choice", "denied", "via", "client-area"))
        .statusCode(200);

    decision("newsletter", "sharing").body("decision", equalTo("deny"));
    decision("newsletter", "email").body("decision", equalTo("allow"));
  }

  @Test
  void everyChoiceIsKeptWithHowAndByWhom() {
    choose(customer(), "newsletter", "granted");
    put(
            support(),
            "newsletter/email",
            Map.of("choice", "denied", "via", "phone", "evidence", "T-1042"))
        .statusCode(200);

    support()
        .get(API + "/subjects/{id}/preferences/history", me)
        .then()
        .statusCode(200)
        .body("preferences.choice", contains("denied", "granted"))
        .body("preferences.via", contains("phone", "client-area"))
        .body("preferences.by", contains("staff", "you"))
        .body("preferences[0].evidence", equalTo("T-1042"));
    customer()
        .get(API + "/subjects/{id}/preferences", me)
        .then()
        .body("preferences", hasSize(1))
        .body("preferences[0].choice", equalTo("denied"));
  }

  @Test
  void historyComesInPages() {
    for (int i = 0; i < 5; i++) {
      choose(customer(), "newsletter", i % 2 == 0 ? "granted" : "denied");
    }
    String page = API + "/subjects/" + me + "/preferences/history?limit=2";

    String next = support().get(page).then().body("preferences", hasSize(2)).extract().path("next");
    String last =
        support()
            .get(page + "&after=" + next)
            .then()
            .body("preferences", hasSize(2))
            .extract()
            .path("next");
    support()
        .get(page + "&after=" + last)
        .then()
        .body("preferences", hasSize(1))
        .body("next", nullValue());
  }

  @Test
  void whatRestsOnAContractHasNoSwitch() {
    put(customer(), "service-messages/email", Map.of("choice", "denied", "via", "client-area"))
        .statusCode(422)
        .body("type", equalTo("urn:habeas:problem:no-choice"))
        .body("legalBasis", equalTo("contract"));
  }

  @Test
  void aPurposeOrChannelThatWeDoNotHaveIsRefused() {
    Map<String, String> body = Map.of("choice", "denied", "via", "client-area");
    put(customer(), "horoscopes/email", body).statusCode(422);
    put(customer(), "newsletter/phone", body).statusCode(422);
    put(customer(), "newsletter/pigeon", body)
        .statusCode(422)
        .body("type", equalTo("urn:habeas:problem:unknown-purpose"));
  }

  @Test
  void severalChoicesAreRecordedTogetherOrNotAtAll() {
    String path = API + "/subjects/{id}/preferences";
    String broken =
        """
        {"via":"client-area","choices":[
          {"purpose":"newsletter","channel":"email","choice":"granted"},
          {"purpose":"billing","channel":"email","choice":"denied"}]}
        """;
    customer().contentType(ContentType.JSON).body(broken).put(path, me).then().statusCode(422);
    customer().get(path, me).then().body("preferences", empty());

    customer()
        .contentType(ContentType.JSON)
        .body(broken.replace("billing", "offers"))
        .put(path, me)
        .then()
        .statusCode(200)
        .body("preferences", hasSize(2));
    customer()
        .contentType(ContentType.JSON)
        .body(broken.replace("billing", "newsletter"))
        .put(path, me)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("choices"));
  }

  @Test
  void aRestrictedSubjectStillGetsThePolicyNotice() {
    choose(customer(), "newsletter", "granted");
    tell(1, "subject.restricted", "{\"state\":\"restricted\",\"residency\":\"DE\"}");

    decision("newsletter", "email")
        .body("decision", equalTo("deny"))
        .body("rule", equalTo("restricted"));
    decision("policy-notice", "email")
        .body("decision", equalTo("allow"))
        .body("rule", equalTo("mandatory"));
  }

  @Test
  void doNotContactSilencesWhatIsOptionalOnly() {
    support()
        .contentType(ContentType.JSON)
        .body(Map.of("enabled", true, "evidence", "T-7"))
        .put(API + "/subjects/{id}/do-not-contact", me)
        .then()
        .statusCode(204);

    decision("offers", "email").body("rule", equalTo("do-not-contact"));
    decision("breach-notice", "email").body("decision", equalTo("allow"));
  }

  @Test
  void anOlderEventChangesNothing() {
    tell(2, "subject.restricted", "{\"state\":\"restricted\"}");
    tell(1, "subject.registered", "{\"state\":\"active\",\"residency\":\"US\"}");

    decision("offers", "email").body("rule", equalTo("restricted"));
  }

  @Test
  void anErasedSubjectLeavesNothingOfItsChoices() {
    choose(customer(), "newsletter", "granted");
    tell(1, "subject.erased", "{\"state\":\"erased\"}");

    decision("policy-notice", "email").body("rule", equalTo("erased"));
    assertThat(rowsOf("preference") + rowsOf("preference_history") + rowsOf("ledger_record"))
        .isZero();
  }

  @Test
  void manyAreDecidedAtOnceInTheOrderAsked() {
    choose(customer(), "newsletter", "granted");
    UUID stranger = UuidCreator.getTimeOrderedEpoch();

    machine("consent:decide")
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "purpose",
                "newsletter",
                "channel",
                "email",
                "subjectIds",
                new UUID[] {stranger, me}))
        .post(API + "/decisions/batch")
        .then()
        .statusCode(200)
        .body("decisions.subjectId", contains(stranger.toString(), me.toString()))
        .body("decisions.decision", contains("deny", "allow"));
  }

  @Test
  void aChoiceItsEntryAndItsEventCommitTogether() {
    choose(customer(), "newsletter", "granted");

    assertThat(rowsOf("preference")).isEqualTo(1);
    assertThat(rowsOf("preference_history")).isEqualTo(1);
    assertThat(rowsOf("ledger_record")).isEqualTo(1);
    assertThat(rowsOf("outbox_event")).isEqualTo(1);
  }

  @Test
  void anotherCustomersIdAnswersLikeAMissingOne() {
    UUID other = UuidCreator.getTimeOrderedEpoch();
    customer()
        .get(API + "/subjects/{id}/preferences", other)
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:habeas:problem:not-found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choice\":\"granted\",\"via\":\"client-area\",\"actor\":\"dpo\"}",
        "{\"choice\":\"perhaps\",\"via\":\"client-area\"}",
        "{\"choice\":\"granted\"}",
        "{\"choice\":\"granted\",\"via\":\"phone\",\"evidence\":\"a@b.example\"}",
        "[]",
        "",
      })
  void aBodyThatIsNotOneIsNamedAndChangesNothing(String body) {
    customer()
        .contentType(ContentType.JSON)
        .body(body)
        .put(API + "/subjects/{id}/preferences/newsletter/email", me)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    assertThat(rowsOf("preference_history")).isZero();
  }

  @Test
  void thePersonSeesWhatTheRulesWouldDecideAtAnyHour() {
    clock.moveTo(Instant.parse("2026-11-22T01:00:00Z"));
    tell(1, "subject.registered", "{\"state\":\"active\",\"residency\":\"DE\"}");
    put(customer(), "offers/phone", Map.of("choice", "granted", "via", "client-area"));

    customer()
        .get(API + "/subjects/{id}/standing", me)
        .then()
        .statusCode(200)
        .body(standing("offers", "email") + ".on", equalTo(true))
        .body(standing("offers", "phone") + ".on", equalTo(true))
        .body(standing("offers", "phone") + ".rule", equalTo("quiet-hours"))
        .body(standing("offers", "sms") + ".on", equalTo(false))
        .body(standing("offers", "automated-call") + ".rule", equalTo("legal-basis"))
        .body(standing("newsletter", "email") + ".rule", equalTo("consent-missing"))
        .body(standing("policy-notice", "email") + ".rule", equalTo("mandatory"));
  }

  @Test
  void theySeeThatSharingFollowsTheirNewsletterUntilTheyStopIt() {
    tell(1, "subject.registered", "{\"state\":\"active\",\"residency\":\"DE\"}");
    choose(customer(), "newsletter", "granted");
    seesSharing(true);

    put(customer(), "newsletter/sharing", Map.of("choice", "denied", "via", "client-area"));
    seesSharing(false);
    choose(customer(), "newsletter", "granted");
    seesSharing(false);
  }

  private void seesSharing(boolean on) {
    customer()
        .get(API + "/subjects/{id}/standing", me)
        .then()
        .body(standing("newsletter", "sharing") + ".on", equalTo(on));
  }

  private static String standing(String purpose, String channel) {
    return "standing.find { it.purpose == '%s' && it.channel == '%s' }".formatted(purpose, channel);
  }

  @Test
  void thePurposesAreForEverybodyToRead() {
    given()
        .get(API + "/purposes")
        .then()
        .statusCode(200)
        .body("version", equalTo(1))
        .body("purposes.find { it.name == 'policy-notice' }.mandatory", equalTo(true))
        .body("purposes.find { it.name == 'newsletter' }.legalBasis", equalTo("consent"));
  }

  private ValidatableResponse choose(RequestSpecification who, String purpose, String choice) {
    return put(who, purpose + "/email", Map.of("choice", choice, "via", "client-area"))
        .statusCode(200);
  }

  private ValidatableResponse put(RequestSpecification who, String what, Object body) {
    return who.contentType(ContentType.JSON)
        .body(body)
        .put(API + "/subjects/" + me + "/preferences/" + what)
        .then();
  }

  private ValidatableResponse decision(String purpose, String channel) {
    return machine("consent:decide")
        .contentType(ContentType.JSON)
        .body(Map.of("subjectId", me, "purpose", purpose, "channel", channel))
        .post(API + "/decisions")
        .then()
        .statusCode(200);
  }

  private void tell(long sequence, String type, String data) {
    String event =
        """
        [{"specversion":"1.0","id":"%s","source":"/subject","type":"%s","subject":"%s",
         "time":"2026-11-22T12:00:00Z","datacontenttype":"application/json","sequence":%d,
         "traceparent":"ignored","data":%s}]
        """
            .formatted(UuidCreator.getTimeOrderedEpoch(), type, me, sequence, data);
    machine("consent:events")
        .contentType("application/cloudevents-batch+json")
        .body(event)
        .post(API + "/events")
        .then()
        .statusCode(204);
  }

  private RequestSpecification customer() {
    return given().auth().oauth2(TestTokens.person("customer").subject(me).token());
  }

  private static RequestSpecification support() {
    return given().auth().oauth2(TestTokens.person("support").token());
  }

  private static RequestSpecification machine(String scope) {
    return given().auth().oauth2(TestTokens.client("subject-service").scopes(scope).token());
  }

  private long rowsOf(String table) {
    return pool.preparedQuery("select count(*) from " + table + " where subject_id = $1")
        .execute(Tuple.of(me))
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }
}
