package io.habeas.gateway.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.gateway.identity.TestProvider;
import io.habeas.gateway.relay.PeersResource;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RequestShareTest.SmallShares.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
@QuarkusTestResource(TestProvider.class)
class RequestShareTest {

  private static final String OPEN = "/api/consent/v1/purposes";

  /** Shares that a test can use up. */
  public static class SmallShares implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("habeas.share.known", "5", "habeas.share.anonymous", "5");
    }
  }

  @Test
  void whoAsksTooMuchIsToldToWaitAndNobodyElseIs() {
    long served = IntStream.range(0, 20).filter(i -> as("greedy").statusCode() == 200).count();

    assertThat(served).isBetween(5L, 8L);
    as("greedy")
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", "5")
        .body("type", equalTo("urn:habeas:problem:too-many-requests"));
    assertThat(as("modest").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressWithoutACredentialHasAShareTooAndHealthIsNotCounted() {
    long served = IntStream.range(0, 20).filter(i -> given().get(OPEN).statusCode() == 200).count();

    assertThat(served).isBetween(5L, 8L);
    assertThat(given().get("/q/health/live").statusCode()).isNotEqualTo(429);
  }

  private static Response as(String token) {
    return given().auth().oauth2(token).get(OPEN);
  }
}
