package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.LedgerKeys;
import io.habeas.ledger.LedgerVerifier;
import io.habeas.ledger.Sealer;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.MultiPartSpecBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proof of notice, read as a page, checked by anybody, and kept beyond its subject's erasure. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class ProofOfNoticeTest {
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Sealer sealer;
  @Inject LedgerKeys keys;
  @Inject Witness witness;
  @Inject MovableClock clock;
  @Inject Pool pool;

  private String document = "";
  private UUID subject = new UUID(0, 0);
  private UUID campaign = new UUID(0, 0);

  @BeforeEach
  void somebodyIsTold() {
    Peers.clear();
    document = "proof-" + ++documents;
    Api.changing(document);
    subject = Peers.add(new Peers.Person("p@people.test", "P", "en", "active"));
    campaign = Api.tell(document, "2", clock.now().plus(Duration.ofDays(30)).plusSeconds(20));
    await(snapshot.readAll());
    await(mailing.sendAll());
    await(sealer.seal());
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void itsSubjectAndTheDeskReadItAsAPage() {
    Api.customer(subject)
        .get(page())
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Cache-Control", equalTo("no-store"))
        .body(containsString("Proof of notice"))
        .body(containsString("The proof holds"))
        .body(containsString(document))
        .body(not(containsString("people.test")))
        .body(not(containsString("<script")));
    Api.dpo()
        .header("Accept-Language", "de-AT")
        .get(page())
        .then()
        .body(containsString("Der Nachweis gilt"));
    Api.customer(UUID.randomUUID()).get(page()).then().statusCode(404);
    given().get(page()).then().statusCode(401);
  }

  @Test
  void anybodyChecksAProofAndAChangedOneFails() {
    String proof = proof();

    given().get("/proof").then().statusCode(200).body(containsString("<form"));
    check(proof)
        .then()
        .statusCode(200)
        .body(containsString("The proof holds"))
        .body(containsString(document));
    given()
        .multiPart("proof", "")
        .multiPart("file", "proof.json", proof.getBytes(StandardCharsets.UTF_8), "application/json")
        .post("/proof")
        .then()
        .statusCode(200)
        .body(containsString("The proof holds"));
    check(proof.replace("\"version\":\"2\"", "\"version\":\"3\""))
        .then()
        .statusCode(200)
        .body(containsString("The proof does not hold"));
  }

  @Test
  void whateverElseIsSentIsNoProof() {
    for (String hostile :
        new String[] {
          "",
          "{}",
          "[",
          "<script>alert(1)</script>",
          "{\"leaf\":{\"log\":2026}}",
          "{\"leaf\":{\"log\":\"99999999999\"}}",
          "[".repeat(5_000),
          "\u0000"
        }) {
      check(hostile)
          .then()
          .statusCode(200)
          .body(containsString("The proof does not hold"))
          .body(not(containsString("<script>alert")));
    }
    check("x".repeat(1_100_000)).then().statusCode(413).body(containsString("too large"));
    given().contentType("application/json").body("{}").post("/proof").then().statusCode(415);
  }

  @Test
  void aFormWithoutALengthIsHeldToTheSameLimit() throws Exception {
    for (int length : new int[] {10_000, 1_100_000}) {
      byte[] form =
          ("--edge\r\nContent-Disposition: form-data; name=\"proof\"\r\n\r\n"
                  + "x".repeat(length)
                  + "\r\n--edge--\r\n")
              .getBytes(StandardCharsets.UTF_8);
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/proof"))
                    .header("Content-Type", "multipart/form-data; boundary=edge")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(form)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(length > 1_000_000 ? 413 : 200);
        assertThat(answer.body())
            .contains(length > 1_000_000 ? "urn:habeas:problem:too-large" : "does not hold");
      }
    }
  }

  @Test
  void itOutlivesItsSubject() {
    String proof = proof();
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.erased","subject":"%s",
              "time":"%s","datacontenttype":"application/json","sequence":1,"data":{}}]
            """
                .formatted(UUID.randomUUID(), subject, Instant.now()))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
    await(sealer.seal());

    assertThat(new ProofVerifier().verify(proof.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Verdict.Holds.class);
    check(proof).then().body(containsString("The proof holds"));
    Api.dpo().get(V1 + "/subjects/{s}/notices/{c}/proof", subject, campaign).then().statusCode(409);
    int year = clock.now().atOffset(ZoneOffset.UTC).getYear();
    assertThat(await(new LedgerVerifier(pool, witness).verify(keys.of(year), "notification", year)))
        .isInstanceOf(io.habeas.ledger.audit.Finding.Intact.class);
  }

  @Test
  void whoCameAfterTheAnnouncementIsBoundBySigningUp() {
    UUID late = UUID.randomUUID();
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.registered","subject":"%s",
              "time":"%s","datacontenttype":"application/json","sequence":1,"data":{}}]
            """
                .formatted(UUID.randomUUID(), late, clock.now().plusSeconds(60)))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);

    String today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    for (var each : java.util.Map.of(late, "sign-up", subject, "notice").entrySet()) {
      Api.customer(each.getKey())
          .get(V1 + "/subjects/{id}/binding?document={d}&on={day}", each.getKey(), document, today)
          .then()
          .statusCode(200)
          .body("version", equalTo("2"))
          .body("by", equalTo(each.getValue()));
    }
    Api.customer(subject)
        .get(
            V1 + "/subjects/{id}/binding?document={d}&on={day}",
            subject,
            document,
            clock.now().minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC).toLocalDate().toString())
        .then()
        .body("version", equalTo("1"));
  }

  private static io.restassured.response.Response check(String proof) {
    return given()
        .multiPart(
            new MultiPartSpecBuilder(proof)
                .controlName("proof")
                .charset(StandardCharsets.UTF_8)
                .build())
        .post("/proof");
  }

  private String proof() {
    return Api.customer(subject)
        .get(V1 + "/subjects/{s}/notices/{c}/proof", subject, campaign)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String page() {
    return V1 + "/subjects/" + subject + "/notices/" + campaign + "/proof-page";
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
