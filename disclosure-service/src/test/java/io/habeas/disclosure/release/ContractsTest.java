package io.habeas.disclosure.release;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.contract.testing.Contract;
import io.habeas.contract.testing.Exchange;
import io.habeas.contract.testing.ReadContracts;
import io.habeas.contract.testing.Told;
import io.habeas.disclosure.PeersResource;
import io.habeas.disclosure.subject.Subjects;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service reads of others. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "disclosure"))
@QuarkusTestResource(PeersResource.class)
class ContractsTest {

  @Inject ObjectMapper json;
  @Inject Subjects subjects;

  private final UUID me = UuidCreator.getTimeOrderedEpoch();

  @Test
  void itsClientsAskAndReadWhatTheContractsSay() throws JsonProcessingException {
    UUID subject = UUID.fromString(Exchange.SUBJECT);

    new ReadContracts("disclosure", json)
        .asks(
            SubjectClient.class,
            new SubjectClient.Question("crm", subject, Set.of("email")),
            SubjectClient.Answer.class)
        .asks(
            ConsentClient.class,
            new ConsentClient.Question(subject, "newsletter", "sharing"),
            ConsentClient.Answer.class)
        .andNothingElse();
  }

  @Test
  void whatSubjectServiceTellsIsKept() {
    int sequence = 0;
    for (Told event : Contract.between("disclosure", "subject").events()) {
      tell("subject", ++sequence, event);

      assertThat(subjects.state(me).await().atMost(Duration.ofSeconds(20)))
          .as(event.type())
          .hasValueSatisfying(
              state -> assertThat(state.label()).isEqualTo(event.data().path("state").asText()));
    }
  }

  @Test
  void whatConsentServiceTellsIsTaken() {
    int sequence = 0;
    for (Told event : Contract.between("disclosure", "consent").events()) {
      tell("consent", ++sequence, event);
    }
  }

  private void tell(String source, int sequence, Told event) {
    given()
        .auth()
        .oauth2(TestTokens.client(source + "-service").scopes("disclosure:events").token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/%s","type":"%s","subject":"%s",
              "time":"2026-11-22T12:00:00Z","sequence":%d,"data":%s}]
            """
                .formatted(UUID.randomUUID(), source, event.type(), me, sequence, event.data()))
        .post("/api/disclosure/v1/events")
        .then()
        .statusCode(204);
  }
}
