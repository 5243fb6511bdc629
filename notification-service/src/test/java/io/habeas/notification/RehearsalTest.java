package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.habeas.access.testing.TestTokens;
import io.habeas.notification.rehearsal.DryRuns;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A notice is tried before anybody gets it: by a letter to its authors, by counting everybody. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class RehearsalTest {
  private static int documents;

  @Inject DryRuns dryRuns;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aDraft() {
    Peers.clear();
    document = "rehearsal-" + ++documents;
    Api.changing(document);
  }

  @Test
  void aTestGoesToItsAuthorInEveryLanguageAndIsMarked() throws MessagingException {
    author("author@habeas.example", true)
        .body("{}")
        .post(tests())
        .then()
        .statusCode(200)
        .body("letters.language", containsInAnyOrder("en", "de"))
        .body("letters.answer", everyItem(equalTo("accepted")));

    MimeMessage[] mails = Peers.relay().getReceivedMessages();
    assertThat(mails).hasSize(2);
    for (MimeMessage mail : mails) {
      assertThat(mail.getSubject()).startsWith("[Test] ");
      assertThat(mail.getAllRecipients()[0].toString()).contains("author@habeas.example");
      assertThat(mail.getHeader("Return-Path")[0]).doesNotContain("+");
    }
    Api.dpo().get(Api.V1 + "/campaigns").then().body("campaigns.document", not(hasItem(document)));
    long kept =
        await(
                pool.query(
                        "select count(*) as n from test_send t where t::text like '%habeas.example%'")
                    .execute())
            .iterator()
            .next()
            .getLong("n");
    assertThat(kept).isZero();
  }

  @Test
  void itGoesToNobodyElse() {
    for (List<String> to :
        List.of(
            List.of("victim@people.test"),
            List.of("author@habeas.example", "victim@people.test"))) {
      author("author@habeas.example", true)
          .body(Map.of("to", to))
          .post(tests())
          .then()
          .statusCode(422)
          .body("type", equalTo("urn:habeas:problem:not-an-author"))
          .body("detail", not(org.hamcrest.Matchers.containsString("victim")));
    }
    author("not-verified@habeas.example", false).body("{}").post(tests()).then().statusCode(422);
    Api.customer(UUID.randomUUID()).body("{}").post(tests()).then().statusCode(403);
    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
  }

  @Test
  void soManyAnHourAndNoMore() {
    List<Integer> answers =
        Arrays.asList(new Integer[40]).stream()
            .map(
                _ ->
                    author("busy@habeas.example", true, "legal")
                        .body("{}")
                        .post(tests())
                        .statusCode())
            .distinct()
            .toList();

    assertThat(answers).containsExactly(200, 429);
    assertThat(Peers.relay().getReceivedMessages()).hasSize(60);
  }

  @Test
  void aDryRunNamesWhatWouldBecomeOfEverybodyAndSendsNothing() {
    Peers.add(new Peers.Person("a@people.test", "A", "en", "active"));
    Peers.add(new Peers.Person("b@people.test", "B", "de-AT", "active"));
    UUID nowhere = Peers.add(new Peers.Person(null, "C", "en", "active"));
    UUID broken = Peers.add(new Peers.Person("not an address", "D", "en", "active"));
    Peers.add(new Peers.Person("e@people.test", "E", "en", "erased"));
    UUID denied = Peers.add(new Peers.Person("f@people.test", "F", "en", "denied"));
    Api.dpo().get(latest()).then().body("dryRuns", equalTo(List.of()));
    start();
    start();
    await(dryRuns.runAll());
    Api.dpo().get(latest()).then().body("dryRuns[0].done", equalTo(0.0f));
    await(dryRuns.runAll());

    Api.dpo()
        .get(latest())
        .then()
        .statusCode(200)
        .body("dryRuns[0].done", equalTo(1.0f))
        .body("dryRuns[0].subjects", equalTo(5))
        .body("dryRuns[0].coveredByPage", equalTo(3))
        .body("dryRuns[0].languages", equalTo(Map.of("en", 1, "de", 1)))
        .body("dryRuns[0].outcomes.find { it.outcome == 'reachable' }.count", equalTo(2))
        .body(
            "dryRuns[0].outcomes.find { it.outcome == 'reachable' }.firstSubjects",
            equalTo(List.of()))
        .body(
            "dryRuns[0].outcomes.find { it.outcome == 'no-address' }.firstSubjects",
            equalTo(List.of(nowhere.toString())))
        .body(
            "dryRuns[0].outcomes.find { it.outcome == 'bad-address' }.firstSubjects",
            equalTo(List.of(broken.toString())))
        .body("dryRuns[0].outcomes.find { it.outcome == 'denied' }.rule", equalTo("do-not-contact"))
        .body(
            "dryRuns[0].outcomes.find { it.outcome == 'denied' }.firstSubjects",
            equalTo(List.of(denied.toString())));
    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
  }

  @Test
  void aDryRunThatWasInterruptedGoesOnWhereItWas() {
    for (int i = 0; i < 40; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "P", "en", "active"));
    }
    start();
    Peers.consentAnswers(false);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> await(dryRuns.runAll()));
    Peers.consentAnswers(true);
    await(dryRuns.runAll());
    assertThat(Api.dpo().get(latest()).jsonPath().getDouble("dryRuns[0].done")).isLessThan(1);

    await(pool.query("update dry_run set lease = lease - interval '1 hour'").execute());
    await(dryRuns.runAll());

    Api.dpo()
        .get(latest())
        .then()
        .body("dryRuns[0].done", equalTo(1.0f))
        .body("dryRuns[0].subjects", equalTo(40))
        .body("dryRuns[0].outcomes[0].count", equalTo(40));
  }

  private void start() {
    Api.dpo().body("{}").post(Api.version(document, "2") + "/dry-runs").then().statusCode(201);
  }

  private String latest() {
    return Api.version(document, "2") + "/dry-runs";
  }

  private String tests() {
    return Api.version(document, "2") + "/test-sends";
  }

  private static RequestSpecification author(String address, boolean verified, String... roles) {
    return Api.as(
        TestTokens.person(roles.length == 0 ? new String[] {"dpo"} : roles)
            .audience("notification")
            .claim("email", address)
            .claim("email_verified", verified)
            .token());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
