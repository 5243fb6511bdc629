package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.testing.TestTokens;
import io.habeas.contract.testing.Contract;
import io.habeas.contract.testing.Exchange;
import io.habeas.contract.testing.ReadContracts;
import io.habeas.contract.testing.Told;
import io.habeas.notification.audience.AudienceClient;
import io.habeas.notification.audience.ConcernedClient;
import io.habeas.notification.concern.RelationClient;
import io.habeas.notification.concern.WhereaboutsClient;
import io.habeas.notification.event.Memberships;
import io.habeas.notification.purpose.PurposesClient;
import io.habeas.notification.reachability.ReachabilityClient;
import io.habeas.notification.recipient.ContactsClient;
import io.habeas.notification.recipient.DecisionsClient;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service reads of others. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class ContractsTest {

  private static final Instant SINCE = Instant.parse("2026-11-22T12:00:00Z");

  @Inject ObjectMapper json;
  @Inject Memberships memberships;

  @Test
  void itsClientsAskAndReadWhatTheContractsSay() throws JsonProcessingException {
    List<UUID> subjects = List.of(UUID.fromString(Exchange.SUBJECT));

    new ReadContracts("notification", json)
        .asks(
            AudienceClient.class,
            Map.of("bucket", 0, "through", 255, "limit", 1_000),
            AudienceClient.Member.class)
        .asks(
            ContactsClient.class,
            new ContactsClient.Question("policy-notice", "email", subjects),
            ContactsClient.Contact.class)
        .asks(
            DecisionsClient.class,
            new DecisionsClient.Question("policy-notice", "email", subjects),
            DecisionsClient.Answers.class)
        .asks(PurposesClient.class, Map.of(), PurposesClient.Registry.class)
        .tells(
            ReachabilityClient.class,
            new ReachabilityClient.Reports(
                List.of(
                    new ReachabilityClient.ContactPoint(
                        subjects.getFirst(),
                        UUID.fromString("01920000-0000-7000-8000-000000000002"),
                        "unreachable",
                        SINCE))))
        .asks(
            RelationClient.class,
            Map.of("subjectId", subjects.getFirst()),
            RelationClient.Relation.class)
        .asks(
            ConcernedClient.class,
            Map.of("bucket", 0, "through", 255, "limit", 1_000, "country", List.of("DE")),
            ConcernedClient.Concerned.class)
        .asks(
            WhereaboutsClient.class,
            Map.of("subjectId", subjects.getFirst()),
            WhereaboutsClient.Whereabouts.class)
        .andNothingElse();
  }

  @Test
  void whatSubjectServiceTellsIsKept() {
    Told event = Contract.between("notification", "subject").events().getFirst();
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"%s","subject":"%s",
              "time":"%s","sequence":1,"data":%s}]
            """
                .formatted(UUID.randomUUID(), event.type(), subject, SINCE, event.data()))
        .post("/api/notification/v1/events")
        .then()
        .statusCode(204);

    assertThat(memberships.since(subject).await().atMost(Duration.ofSeconds(20))).contains(SINCE);
  }

  @Test
  void whatOthersAskToBeSaidIsQueued() {
    for (Contract contract : Contract.all()) {
      contract.events().stream()
          .filter(event -> "/api/notification/v1/messages/requested".equals(event.inbox()))
          .forEach(event -> ask(contract.provider(), event));
    }
  }

  private static void ask(String provider, Told event) {
    Api.as(
            TestTokens.client(provider + "-service")
                .scopes("notification:send")
                .audience("notification")
                .token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/%s","type":"%s","subject":"%s",
              "time":"%s","sequence":1,"data":%s}]
            """
                .formatted(
                    UUID.randomUUID(),
                    provider,
                    event.type(),
                    UuidCreator.getTimeOrderedEpoch(),
                    SINCE,
                    event.data()))
        .post(Objects.requireNonNull(event.inbox()))
        .then()
        .statusCode(204);
  }
}
