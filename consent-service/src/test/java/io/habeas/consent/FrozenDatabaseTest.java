package io.habeas.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.database.BoundedPool;
import io.habeas.postgres.testing.FrozenServer;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A database that holds its connections and says nothing, and one whose connections are all taken:
 * an answer within seconds that is true, readiness that says no, liveness that says yes, and after
 * it nothing for anybody to do.
 */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "consent"))
@Timeout(120)
class FrozenDatabaseTest {

  private static final String PREFERENCES = "/api/consent/v1/subjects/{id}/preferences";
  private static final Duration SLACK = Duration.ofSeconds(2);

  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String jdbcUrl;

  @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
  int connections;

  private final UUID me = UuidCreator.getTimeOrderedEpoch();

  @Test
  void aFrozenDatabaseFailsARequestSoonAndPassesByItself() {
    fillPool();
    choose().then().statusCode(200);

    try (FrozenServer frozen = FrozenServer.of(jdbcUrl)) {
      Duration silent = BoundedPool.LONGEST_SILENCE.plus(SLACK);
      unavailable(within(silent, this::choose), "outcome-unknown");
      unavailable(within(silent, this::read), "unavailable");
      within(Duration.ofSeconds(12), () -> given().get("/q/health/ready")).then().statusCode(503);
      within(SLACK, () -> given().get("/q/health/live")).then().statusCode(200);
    }

    awaitRecovery();
    choose().then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void anExhaustedPoolFailsARequestSoonAndNothingWasDone() {
    List<SqlConnection> taken = takeAll();
    try {
      unavailable(within(BoundedPool.LONGEST_WAIT.plus(SLACK), this::choose), "unavailable");
    } finally {
      giveBack(taken);
    }

    read().then().statusCode(200).body("preferences.size()", equalTo(0));
  }

  /** So that a request finds a connection that is open, and waits on it. */
  private void fillPool() {
    giveBack(takeAll());
  }

  private List<SqlConnection> takeAll() {
    List<SqlConnection> taken = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      taken.add(pool.getConnection().await().atMost(Duration.ofSeconds(5)));
    }
    return taken;
  }

  private static void giveBack(List<SqlConnection> taken) {
    taken.forEach(connection -> connection.close().await().atMost(Duration.ofSeconds(5)));
  }

  private void awaitRecovery() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (read().statusCode() != 200) {
      assertThat(System.nanoTime()).as("recovers in 30 s").isLessThan(deadline);
    }
  }

  private Response choose() {
    return customer()
        .contentType("application/json")
        .body(Map.of("choice", "granted", "via", "client-area"))
        .put(PREFERENCES + "/newsletter/email", me);
  }

  private Response read() {
    return customer().get(PREFERENCES, me);
  }

  private io.restassured.specification.RequestSpecification customer() {
    return given()
        .auth()
        .oauth2(
            TestTokens.person(io.habeas.access.Role.CUSTOMER)
                .subject(me)
                .audience("consent")
                .token());
  }

  private static void unavailable(Response answer, String code) {
    answer
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "5")
        .body("type", equalTo("urn:habeas:problem:" + code));
  }

  private static Response within(Duration bound, java.util.function.Supplier<Response> request) {
    long start = System.nanoTime();
    Response answer = request.get();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(taken).isLessThan(bound);
    return answer;
  }
}
