package io.habeas.disclosure;

import static io.restassured.RestAssured.given;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.bucket.Bucket;
import io.habeas.contract.testing.KeptContracts;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What other services read of this one. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "disclosure"))
@QuarkusTestResource(PeersResource.class)
class KeptContractsTest extends KeptContracts {

  private static final String API = "/api/disclosure/v1";

  @Inject Pool pool;

  KeptContractsTest() {
    super("disclosure");
  }

  /** Somebody of whom something was released. */
  @Override
  protected UUID subject() {
    UUID processor = UuidCreator.getTimeOrderedEpoch();
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    run(
        """
        insert into processor (id, name, category, country, policy_url, state, version, changed_at)
        values ($1, $2, 'crm', 'DE', 'https://acme.example', 'live', 1, '2026-11-22T12:00:00Z')
        """,
        Tuple.of(processor, "Kept " + processor));
    run(
        """
        insert into release (bucket, subject_id, id, processor_id, purpose, fields, outcome, rule, at)
        values ($1, $2, $3, $4, 'crm', array['email'], 'released', 'released', '2026-11-22T12:00:00Z')
        """,
        Tuple.of((short) Bucket.of(subject), subject, UUID.randomUUID(), processor));
    return subject;
  }

  /** One release, as a partner asks for it. */
  @Override
  protected List<String> everythingTold() {
    PeersResource.consent = true;
    PeersResource.subjectStatus = 200;
    UUID processor = UuidCreator.getTimeOrderedEpoch();
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    dpo()
        .body(
            Map.of(
                "id", processor,
                "name", "Told " + processor,
                "category", "crm",
                "country", "DE",
                "policyUrl", "https://acme.example/privacy"))
        .post(API + "/processors")
        .then()
        .statusCode(201);
    dpo()
        .body(
            Map.of(
                "signedBy", List.of("legal"),
                "validFrom", today.minusDays(1).toString(),
                "validUntil", today.plusDays(1).toString(),
                "purposes", List.of("crm"),
                "fields", List.of("email"),
                "retentionDays", 30,
                "transferMechanism", "none",
                "subProcessors", List.of()))
        .post(API + "/processors/{id}/agreements", processor)
        .then()
        .statusCode(201);
    known(subject);
    as(TestTokens.client("partner-acme")
            .scopes("disclosure:partner")
            .purposes("crm")
            .processor(processor)
            .token())
        .body(Map.of("subjectId", subject, "purpose", "crm", "fields", List.of("email")))
        .post(API + "/releases")
        .then()
        .statusCode(200);
    List<String> bodies = new ArrayList<>();
    pool.preparedQuery("select body from outbox_event where subject_id = $1")
        .execute(Tuple.of(subject))
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(row -> bodies.add(row.getString("body")));
    return bodies;
  }

  private static void known(UUID subject) {
    as(TestTokens.client("subject-service").scopes("disclosure:events").token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.changed","subject":"%s",
             "time":"2026-11-22T12:00:00Z","sequence":1,"data":{"state":"active"}}]
            """
                .formatted(UuidCreator.getTimeOrderedEpoch(), subject))
        .post(API + "/events")
        .then()
        .statusCode(204);
  }

  private static RequestSpecification dpo() {
    return as(TestTokens.person("dpo").token());
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private void run(String sql, Tuple values) {
    pool.preparedQuery(sql).execute(values).await().atMost(Duration.ofSeconds(10));
  }
}
