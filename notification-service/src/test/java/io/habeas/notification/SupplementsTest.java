package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.access.testing.TestTokens;
import io.habeas.bucket.Bucket;
import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.message.Lanes;
import io.habeas.notification.supplement.Supplements;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When people are told of data about them that they did not give us (P9). */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class SupplementsTest {
  private static final String TITLE = "We hold data about you that is not from you";

  @Inject Supplements supplements;
  @Inject Lanes lanes;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private UUID subject = UUID.randomUUID();
  private int sequence;

  @BeforeEach
  void somebody() {
    Peers.clear();
    await(pool.query("delete from supplement").execute());
    await(
        pool.query("update message set state = 'dropped' where state in ('queued', 'deferred')")
            .execute());
    subject = Peers.add(new Peers.Person("p9@people.test", "P", "en", "active"));
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void withinAMonthAndOnceForSeveralItems() throws MessagingException, IOException {
    supplemented("third-party");
    supplemented("public-database");
    clock.advance(Duration.ofDays(24));
    tellAndSend();
    assertThat(titles()).isEmpty();

    clock.advance(Duration.ofDays(6));
    tellAndSend();
    tellAndSend();
    MimeMessage mail = Peers.relay().getReceivedMessages()[0];
    assertThat(titles()).containsExactly(TITLE);
    assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString())
        .contains("(2)", "facts about you", "publicly available databases, third parties");
  }

  @Test
  void beforeTheFirstThingThatIsSaidToThem() {
    supplemented("third-party");
    askForAMessage();
    await(lanes.sendAll());
    assertThat(titles()).containsExactly(TITLE, "We have your request R-1");
    askForAMessage();
    clock.advance(Duration.ofDays(40));
    tellAndSend();
    assertThat(titles()).hasSize(3).filteredOn(TITLE::equals).hasSize(1);
  }

  @Test
  void whenItIsFirstDisclosed() {
    supplemented("third-party");
    tell("disclosure", "data.disclosed", "{\"processorId\":\"%s\"}".formatted(UUID.randomUUID()));
    await(lanes.sendAll());
    assertThat(titles()).containsExactly(TITLE);
  }

  @Test
  void whenAMailingIsAboutToReachThem() {
    supplemented("third-party");
    tellAndSend();
    assertThat(titles()).isEmpty();
    await(
        pool.preparedQuery(
                "insert into delivery (bucket, campaign_id, subject_id, state, due_at)"
                    + " values ($1, $2, $3, 'planned', to_timestamp(0))")
            .execute(Tuple.of(Bucket.of(subject), campaign(), subject)));
    tellAndSend();
    assertThat(titles()).containsExactly(TITLE);
  }

  private UUID campaign() {
    Api.policy("supplements");
    Api.draft("supplements", "1");
    Api.activate("supplements", "1").statusCode(200);
    Api.draft("supplements", "2");
    return UUID.fromString(
        Api.announce("supplements", "2", clock.now().plus(Duration.ofDays(31)))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("campaignId"));
  }

  @Test
  void nobodyWhoIsGoneIsTold() {
    supplemented("third-party");
    tell("subject", "subject.erased", "{}");
    supplemented("public-database");
    clock.advance(Duration.ofDays(40));
    tellAndSend();
    assertThat(titles()).isEmpty();
    long left =
        await(pool.query("select count(*) as n from supplement").execute())
            .iterator()
            .next()
            .getLong("n");
    assertThat(left).isZero();
  }

  private void supplemented(String source) {
    tell(
        "subject",
        "item.supplemented",
        "{\"itemId\":\"%s\",\"category\":\"supplemented-data\",\"source\":\"%s\",\"collectedAt\":\"%s\"}"
            .formatted(UUID.randomUUID(), source, clock.now()));
  }

  private void tell(String service, String type, String data) {
    Api.as(
            TestTokens.client(service + "-service")
                .scopes("notification:events")
                .audience("notification")
                .token())
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/%s","type":"%s","subject":"%s",
              "time":"%s","sequence":%d,"data":%s}]
            """
                .formatted(
                    UUID.randomUUID(), service, type, subject, clock.now(), ++sequence, data))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
  }

  private void askForAMessage() {
    Api.machine("notification:send")
        .body(
            Map.of(
                "template",
                "request-received",
                "subjectId",
                subject,
                "fields",
                Map.of("number", "R-1", "kind", "access", "dueOn", "2026-12-24")))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
  }

  private void tellAndSend() {
    await(supplements.tellDue());
    await(lanes.sendAll());
  }

  private static List<String> titles() {
    return Arrays.stream(Peers.relay().getReceivedMessages())
        .map(
            mail -> {
              try {
                return mail.getSubject();
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
