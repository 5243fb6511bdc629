package io.habeas.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.access.testing.TestTokens;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IdempotencyTest {

  private static final String LONG =
      "0123456789012345678901234567890123456789012345678901234567890123456789"
          + "01234567890123456789012345678901234567890123456789012345678";

  @Inject Pool pool;

  @Test
  void theSameKeyAndBodyGetTheFirstAnswerAgain() {
    String key = UUID.randomUUID().toString();
    Response first = post(key, "again", 0);
    Response second = post(key, "again", 0);

    first.then().statusCode(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(count("again")).isEqualTo(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    String key = UUID.randomUUID().toString();
    post(key, "one", 0);

    post(key, "two", 0)
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:habeas:problem:idempotency-key-reused"));
    assertThat(count("two")).isZero();
  }

  @Test
  void twinsAtTheSameTimeHaveOneEffectAndOneAnswer() throws Exception {
    String key = UUID.randomUUID().toString();
    try (ExecutorService twins = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> calls =
          IntStream.range(0, 8)
              .<Callable<String>>mapToObj(i -> () -> post(key, "twin", 300).asString())
              .toList();
      Set<String> answers =
          twins.invokeAll(calls).stream().map(Future::resultNow).collect(Collectors.toSet());

      assertThat(answers).hasSize(1);
    }
    assertThat(count("twin")).isEqualTo(1);
  }

  @Test
  void aTwinThatWaitsTooLongIsToldSo() throws Exception {
    String key = UUID.randomUUID().toString();
    try (ExecutorService twins = Executors.newFixedThreadPool(2)) {
      Future<Response> first = twins.submit(() -> post(key, "slow", 7_000));
      while (!runsNow("insert into thing")) {
        Thread.onSpinWait();
      }
      Response second = post(key, "slow", 7_000);

      second
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:habeas:problem:idempotency-key-in-use"));
      first.get().then().statusCode(201);
    }
    assertThat(count("slow")).isEqualTo(1);
  }

  @Test
  void aFailedFirstLeavesTheKeyFree() {
    String key = UUID.randomUUID().toString();
    post(key, "broken", 0).then().statusCode(500);

    post(key, "mended", 0).then().statusCode(201);
    assertThat(count("broken")).isZero();
  }

  @Test
  void keysOfTwoClientsNeverMeet() {
    String key = UUID.randomUUID().toString();
    post(key, "mine", 0).then().statusCode(201);

    as("another")
        .header("Idempotency-Key", key)
        .body(body("mine", 0))
        .post("/things")
        .then()
        .statusCode(201);
    assertThat(count("mine")).isEqualTo(2);
  }

  @Test
  void theKeyItselfIsNotKept() {
    post("ana@example.org", "discreet", 0).then().statusCode(201);

    assertThat(
            pool.query("select count(*) from idempotency t where t::text like '%ana@%'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .indefinitely())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", LONG})
  void aKeyThatIsNotOneIsRefused(String key) {
    post(key, "x", 0)
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:habeas:problem:idempotency-key-invalid"));
  }

  private static Response post(String key, String name, long millis) {
    return as("billing").header("Idempotency-Key", key).body(body(name, millis)).post("/things");
  }

  private static String body(String name, long millis) {
    return "{\"name\":\"%s\",\"millis\":%d}".formatted(name, millis);
  }

  private static RequestSpecification as(String client) {
    return given()
        .auth()
        .oauth2(TestTokens.client(client).scopes("subject:write").token())
        .contentType("application/json");
  }

  private long count(String name) {
    return pool.preparedQuery("select count(*) from thing where name = $1")
        .execute(Tuple.of(name))
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }

  /** Whether a transaction is open whose last statement begins so. */
  private boolean runsNow(String statement) {
    return pool.preparedQuery(
            "select count(*) from pg_stat_activity where state = 'idle in transaction' and query like $1")
        .execute(Tuple.of(statement + "%"))
        .map(rows -> rows.iterator().next().getLong(0) > 0)
        .await()
        .indefinitely();
  }
}
