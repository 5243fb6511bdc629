package io.habeas.notification;

import static io.habeas.notification.Api.V1;

import io.habeas.access.testing.TestTokens;
import io.habeas.clock.mover.MovableClock;
import io.habeas.contract.testing.KeptContracts;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What other services read of this one. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class KeptContractsTest extends KeptContracts {
  private static final String LIST = V1 + "/call-lists/breach/calls";

  @Inject Pool pool;
  @Inject MovableClock clock;

  KeptContractsTest() {
    super("notification");
  }

  @BeforeEach
  void noon() {
    Peers.clear();
    run("update message set state = 'dropped' where channel = $1", "phone");
    int hour = LocalTime.ofInstant(clock.now(), ZoneId.of("Europe/Berlin")).getHour();
    clock.advance(Duration.ofHours((36 - hour) % 24));
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Override
  protected UUID subject() {
    return Peers.add(new Peers.Person(null, "C", "en", "active", "+4930901860"));
  }

  /** That somebody wants no calls. */
  @Override
  protected List<String> everythingTold() {
    UUID subject = subject();
    Api.machine("notification:send")
        .body(
            Map.of(
                "template",
                "breach",
                "subjectId",
                subject,
                "channel",
                "phone",
                "fields",
                Map.of(
                    "number", "B-1",
                    "happenedOn", "2026-11-01",
                    "categories", List.of("contact"),
                    "link", "/account")))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
    String agent = TestTokens.person("support").audience("notification").token();
    JsonPath call = Api.as(agent).post(LIST).then().statusCode(201).extract().jsonPath();
    Api.as(agent)
        .body(
            Map.of(
                "subjectId", subject, "lease", call.getString("lease"), "outcome", "do-not-call"))
        .put(LIST + "/" + call.getString("callId") + "/outcome")
        .then()
        .statusCode(204);
    return pool.preparedQuery("select body from outbox_event")
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("body"))
                    .toList())
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private void run(String sql, String value) {
    pool.preparedQuery(sql).execute(Tuple.of(value)).await().atMost(Duration.ofSeconds(10));
  }
}
