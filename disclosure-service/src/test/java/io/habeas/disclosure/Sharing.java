package io.habeas.disclosure;

import static io.restassured.RestAssured.given;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A processor and somebody whose data it asks for, as tests bring them about.
 *
 * @param subject whose data
 * @param processor who asks
 */
record Sharing(UUID subject, UUID processor) {
  static final String API = "/api/disclosure/v1";

  static Sharing fresh() {
    return new Sharing(UuidCreator.getTimeOrderedEpoch(), UuidCreator.getTimeOrderedEpoch());
  }

  void register(String country) {
    dpo()
        .body(
            Map.of(
                "id",
                processor,
                "name",
                "Acme " + processor,
                "category",
                "crm",
                "country",
                country,
                "policyUrl",
                "https://acme.example/privacy"))
        .post(API + "/processors")
        .then()
        .statusCode(201);
  }

  void agree(String mechanism) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    dpo()
        .body(
            Map.of(
                "signedBy", List.of("legal"),
                "validFrom", today.minusDays(1).toString(),
                "validUntil", today.plusDays(1).toString(),
                "purposes", List.of("crm"),
                "fields", List.of("email", "givenName"),
                "retentionDays", 30,
                "transferMechanism", mechanism,
                "subProcessors", List.of()))
        .post(API + "/processors/{id}/agreements", processor)
        .then()
        .statusCode(201);
  }

  /** Tells what subject-service tells. */
  void tell(long sequence, String state) {
    String event =
        """
        [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.changed","subject":"%s",
         "time":"2026-11-22T12:00:00Z","sequence":%d,"data":{"state":"%s"}}]
        """
            .formatted(UuidCreator.getTimeOrderedEpoch(), subject, sequence, state);
    given()
        .auth()
        .oauth2(TestTokens.client("subject-service").scopes("disclosure:events").token())
        .contentType("application/cloudevents-batch+json")
        .body(event)
        .post(API + "/events")
        .then()
        .statusCode(204);
  }

  ValidatableResponse ask() {
    return given()
        .auth()
        .oauth2(partnerToken(processor))
        .contentType(ContentType.JSON)
        .body(Map.of("subjectId", subject, "purpose", "crm", "fields", List.of("email")))
        .post(API + "/releases")
        .then();
  }

  static String partnerToken(UUID id) {
    return TestTokens.client("partner-acme")
        .scopes("disclosure:partner")
        .purposes("crm")
        .processor(id)
        .token();
  }

  static RequestSpecification dpo() {
    return given().auth().oauth2(TestTokens.person("dpo").token()).contentType(ContentType.JSON);
  }
}
