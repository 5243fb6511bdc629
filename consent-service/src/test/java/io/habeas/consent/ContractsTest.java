package io.habeas.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.contract.testing.Contract;
import io.habeas.contract.testing.KeptContracts;
import io.habeas.contract.testing.Told;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services read of this one, and what it reads of them. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "consent"))
class ContractsTest extends KeptContracts {

  private static final String API = "/api/consent/v1";

  @Inject Pool pool;

  private final UUID me = UuidCreator.getTimeOrderedEpoch();

  ContractsTest() {
    super("consent");
  }

  @Override
  protected UUID subject() {
    return me;
  }

  @Override
  protected List<String> everythingTold() {
    choose("granted");
    choose("denied");
    given()
        .auth()
        .oauth2(TestTokens.person("support").token())
        .contentType(ContentType.JSON)
        .body(Map.of("choice", "denied", "via", "phone", "evidence", "call-7"))
        .put(API + "/subjects/" + me + "/preferences/newsletter/sms")
        .then()
        .statusCode(200);
    List<String> bodies = new ArrayList<>();
    query("select body from outbox_event where subject_id = $1")
        .forEach(row -> bodies.add(row.getString("body")));
    return bodies;
  }

  @Test
  void whatSubjectServiceTellsIsKept() {
    int sequence = 0;
    for (Told event : Contract.between("consent", "subject").events()) {
      tell(++sequence, event);

      Row kept =
          query("select state, residency, time_zone from subject_state where subject_id = $1")
              .iterator()
              .next();
      JsonNode told = event.data();
      assertThat(kept.getString("state")).isEqualTo(told.path("state").asText());
      assertThat(kept.getString("residency")).isEqualTo(told.path("residency").asText());
      assertThat(kept.getString("time_zone")).isEqualTo(told.path("timeZone").asText());
    }
  }

  @Test
  void whoRefusedCallsIsNotCalledForWhatIsAChoice() {
    Told event = Contract.between("consent", "notification").events().getFirst();
    given()
        .auth()
        .oauth2(TestTokens.client("notification-service").scopes("consent:events").token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/notification","type":"%s","subject":"%s",
              "time":"2026-11-22T12:00:00Z","sequence":1,"data":%s}]
            """
                .formatted(UUID.randomUUID(), event.type(), me, event.data()))
        .post(API + "/events")
        .then()
        .statusCode(204);
    assertThat(
            query(
                "select purpose from preference where subject_id = $1 and channel = 'phone'"
                    + " and choice = 'denied'"))
        .isNotEmpty();
  }

  private void choose(String choice) {
    given()
        .auth()
        .oauth2(TestTokens.person("customer").subject(me).token())
        .contentType(ContentType.JSON)
        .body(Map.of("choice", choice, "via", "client-area"))
        .put(API + "/subjects/" + me + "/preferences/newsletter/email")
        .then()
        .statusCode(200);
  }

  private void tell(int sequence, Told event) {
    given()
        .auth()
        .oauth2(TestTokens.client("subject-service").scopes("consent:events").token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"%s","subject":"%s",
              "time":"2026-11-22T12:00:00Z","sequence":%d,"data":%s}]
            """
                .formatted(UUID.randomUUID(), event.type(), me, sequence, event.data()))
        .post(API + "/events")
        .then()
        .statusCode(204);
  }

  private RowSet<Row> query(String sql) {
    return pool.preparedQuery(sql).execute(Tuple.of(me)).await().atMost(Duration.ofSeconds(20));
  }
}
