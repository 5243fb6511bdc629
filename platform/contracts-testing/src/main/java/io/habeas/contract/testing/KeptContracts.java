package io.habeas.contract.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.habeas.access.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The provider's side: each service that others read extends this in a test of its own. */
public abstract class KeptContracts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String provider;
  private final Description description;

  /**
   * @param provider the service's short name
   */
  protected KeptContracts(String provider) {
    this.provider = provider;
    this.description = Description.of(provider);
  }

  /** A subject about whom the service can answer everything that contracts ask. */
  protected abstract UUID subject();

  /** The CloudEvents in JSON that the service has in its outbox after each thing it tells of. */
  protected abstract List<String> everythingTold();

  @Test
  void whatOthersReadIsDescribed() {
    for (Exchange call : calls()) {
      assertThat(description.disagreements(call)).as(call.operation()).isEmpty();
    }
  }

  @Test
  void whatOthersReadIsReallyAnswered() throws JsonProcessingException {
    for (Exchange call : calls()) {
      String answer =
          request(call)
              .request(call.method(), call.path())
              .then()
              .statusCode(call.readsNothing() ? 204 : 200)
              .extract()
              .asString();
      if (!call.readsNothing()) {
        // readTree reads the first value: the first line of a stream
        assertThat(call.missingIn(JSON.readTree(answer))).as(call.operation()).isEmpty();
      }
    }
  }

  @Test
  void whatOthersReadOfEventsIsReallyToldAndNothingIsToldWithoutAContract()
      throws JsonProcessingException {
    List<JsonNode> told = new ArrayList<>();
    for (String event : everythingTold()) {
      told.add(JSON.readTree(event));
    }
    Map<String, JsonNode> data =
        told.stream()
            .collect(
                Collectors.toMap(
                    event -> event.path("type").asText(),
                    event -> event.path("data"),
                    (one, same) -> one));
    List<Told> read =
        Contract.keptBy(provider).stream().flatMap(one -> one.events().stream()).toList();

    assertThat(data.keySet())
        .containsExactlyInAnyOrderElementsOf(
            read.stream().map(Told::type).collect(Collectors.toSet()));
    for (Told event : read) {
      assertThat(
              Shape.missing(
                  event.data(), data.getOrDefault(event.type(), MissingNode.getInstance())))
          .as(event.type())
          .isEmpty();
    }
  }

  private List<Exchange> calls() {
    return Contract.keptBy(provider).stream().flatMap(one -> one.calls().stream()).toList();
  }

  private RequestSpecification request(Exchange call) throws JsonProcessingException {
    RequestSpecification request =
        given()
            .auth()
            .oauth2(
                TestTokens.client("contract")
                    .scopes(description.scope(call))
                    .purposes(call.purpose())
                    .audience(provider)
                    .token())
            .accept("*/*");
    String asked = call.requestAbout(subject());
    return call.method().equals("GET")
        ? request.queryParams(JSON.readerForMapOf(Object.class).readValue(asked))
        : request.contentType(ContentType.JSON).body(asked);
  }
}
