package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.habeas.clock.BusinessClock;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version is written over and over until it is announced, and never after. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class DraftTest {
  private static int documents;

  @Inject BusinessClock clock;

  private String document = "";

  @BeforeEach
  void aDraft() {
    Peers.clear();
    document = "drafts-" + ++documents;
    Api.policy(document);
    Api.draft(document, "1");
  }

  @Test
  void itSaysWhatWasWrittenLastAndForgetsLanguagesThatWereDropped() {
    rewrite(etag(), "What we *really* do.")
        .statusCode(200)
        .body("languages", equalTo(List.of("en")));

    Api.dpo()
        .get(Api.version(document, "1"))
        .then()
        .body("texts.size()", equalTo(1))
        .body("texts[0].html", containsString("<em>really</em>"));
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotRead() {
    String read = etag();
    rewrite(read, "Written by one.").statusCode(200);

    rewrite(read, "Written by another.")
        .statusCode(412)
        .body("type", equalTo("urn:habeas:problem:version-lost"));
    rewrite("", "Written blindly.").statusCode(428);
    Api.dpo()
        .get(Api.version(document, "1"))
        .then()
        .body("texts[0].markdown", equalTo("Written by one."));
  }

  @Test
  void whatBindsIsNotRewritten() {
    String read = etag();
    Api.activate(document, "1").statusCode(200);

    rewrite(read, "Something else.").statusCode(409);
    Api.dpo()
        .get(Api.version(document, "1"))
        .then()
        .body("etag", nullValue())
        .body("earliestEffectiveAt", nullValue());
  }

  @Test
  void itSaysFromWhenItMayBindAtTheEarliest() {
    String earliest =
        Api.dpo().get(Api.version(document, "1")).then().extract().path("earliestEffectiveAt");

    assertThat(Duration.between(clock.now(), Instant.parse(earliest)))
        .isBetween(Duration.ofDays(30).minusMinutes(1), Duration.ofDays(30));
  }

  @Test
  void aPreviewIsWhatThePageWouldShowAndAsSafe() {
    Api.dpo()
        .body(Map.of("markdown", "# A\n\n**b** <script>alert(1)</script>"))
        .post(Api.V1 + "/policy-previews")
        .then()
        .statusCode(200)
        .body(
            "html",
            allOf(
                containsString("<h2 id=\"a\">A</h2>"),
                containsString("<strong>b</strong>"),
                not(containsString("<script"))));
    Api.customer(UUID.randomUUID())
        .body(Map.of("markdown", "a"))
        .post(Api.V1 + "/policy-previews")
        .then()
        .statusCode(403);
  }

  @Test
  void whatIsNotSavedYetIsComparedAsVersionsAre() {
    Api.dpo()
        .body(
            Map.of("before", "We keep it for ninety days.", "after", "We keep it for sixty days."))
        .post(Api.V1 + "/policy-comparisons")
        .then()
        .statusCode(200)
        .body("blocks[0].change", equalTo("changed"))
        .body("blocks[0].spans.change", equalTo(List.of("kept", "removed", "added", "kept")));
    Api.customer(UUID.randomUUID())
        .body(Map.of("before", "a", "after", "b"))
        .post(Api.V1 + "/policy-comparisons")
        .then()
        .statusCode(403);
  }

  private String etag() {
    return Api.dpo().get(Api.version(document, "1")).then().statusCode(200).extract().path("etag");
  }

  private ValidatableResponse rewrite(String ifMatch, String markdown) {
    return Api.dpo()
        .header("If-Match", ifMatch)
        .body(
            Map.of(
                "texts",
                List.of(
                    Map.of(
                        "language", "en",
                        "title", "Our privacy policy",
                        "summary", "In short.",
                        "markdown", markdown))))
        .put(Api.version(document, "1"))
        .then();
  }
}
