package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Templates, from the draft to what messages are written by. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class TemplatesTest {
  private static int names;
  private final String name = "template-" + ++names;

  @Test
  void aVersionIsWrittenRewrittenActivatedAndSuperseded() {
    draft(content("Hello", "One {number}")).statusCode(201).body("state", equalTo("draft"));
    draft(content("Hello", "Another")).statusCode(409);
    String etag = get(1).extract().path("etag");
    rewrite("\"other\"", content("Hello", "Two {number}")).statusCode(412);
    rewrite(null, content("Hello", "Two {number}")).statusCode(428);
    rewrite(etag, content("Hello", "Two {number}")).statusCode(200);
    activate(1).statusCode(200).body("state", equalTo("active"));
    activate(1).statusCode(409);
    rewrite(get(1).extract().path("etag"), content("Hello", "Three")).statusCode(409);
    draft(content("Hello", "Four {number}")).statusCode(201).body("version", equalTo(2));
    activate(2).statusCode(200);
    get(1).body("state", equalTo("superseded"));
    get(2).body("texts[0].body", equalTo("Four {number}"));
  }

  @Test
  void whatCannotBeFilledIsRefusedWhenItIsWritten() {
    draft(content("Hello {name}", "x"))
        .statusCode(400)
        .body("violations.message", hasItem("has a slot without a field: name"));
    draft(content("Hello", "[here](https://x.test/?n={number})"))
        .statusCode(400)
        .body("violations.message", hasItem("has a slot inside of a link's address"));
    Map<String, Object> unknown = content("Hello", "x");
    unknown.put("purpose", "no-such-purpose");
    draft(unknown).statusCode(400).body("violations.field", hasItem("purpose"));
    Map<String, Object> twice = content("Hello", "x");
    twice.put("texts", List.of(text("en", "a", "b"), text("en", "c", "d")));
    draft(twice).statusCode(400);
    draft(content("Hello\r\nBcc: x@y.test", "x")).statusCode(400);
    draft(content("Hello", "mark \uE101")).statusCode(400);
  }

  @Test
  void aNewVersionTakesWhatSendersSendAlready() {
    draft(content("Hello", "One {number}")).statusCode(201);
    activate(1).statusCode(200);
    Map<String, Object> other = content("Hello", "Two");
    other.put("fields", List.of(Map.of("name", "more", "type", "reference", "required", true)));
    draft(other).statusCode(201);
    activate(2)
        .statusCode(400)
        .body("violations.field", hasItem("fields.number"))
        .body("violations.field", hasItem("fields.more"));
    get(1).body("state", equalTo("active"));
  }

  @Test
  void aPreviewShowsWhatWouldBeSentAndKeepsNothing() {
    preview(Map.of("number", "17"))
        .statusCode(200)
        .body("subject", equalTo("Hello 17"))
        .body("plain", equalTo("Hello,\n\n**17**"))
        .body("html", containsString("<strong>17</strong>"))
        .body("html", not(containsString("{")));
    preview(Map.of()).statusCode(400).body("violations.field", hasItem("fields.number"));
    preview(Map.of("number", "17", "more", "x"))
        .statusCode(400)
        .body("violations.field", hasItem("fields.more"));
  }

  @Test
  void theSuitesOwnAreThereInEnglishAndGermanAndCanBeSent() {
    List<Map<String, Object>> all =
        Api.dpo().get(V1 + "/templates").then().statusCode(200).extract().path("templates");
    List<Map<String, Object>> seeded =
        all.stream().filter(one -> "notification-service".equals(one.get("author"))).toList();
    assertThat(seeded).hasSizeGreaterThanOrEqualTo(12);
    for (Map<String, Object> one : seeded) {
      @SuppressWarnings("unchecked")
      List<Map<String, Object>> fields =
          (List<Map<String, Object>>) Objects.requireNonNull(one.get("fields"));
      for (String language : List.of("en", "de")) {
        Api.dpo()
            .body(
                Map.of(
                    "template",
                    Map.of(
                        "purpose",
                        String.valueOf(one.get("purpose")),
                        "fields",
                        fields,
                        "texts",
                        (Object) new ArrayList<>((List<?>) one.get("texts"))),
                    "language",
                    language,
                    "fields",
                    samples(fields)))
            .post(V1 + "/template-previews")
            .then()
            .statusCode(200)
            .body("language", equalTo(language))
            .body("plain", not(containsString("{")))
            .body("html", not(containsString("{")));
      }
    }
  }

  private static Map<String, Object> samples(List<Map<String, Object>> fields) {
    Map<String, Object> samples = new HashMap<>();
    for (Map<String, Object> field : fields) {
      Object sample =
          switch (String.valueOf(field.get("type"))) {
            case "number" -> 3;
            case "date" -> "2026-12-24";
            case "words" -> List.of("public", "public-register");
            case "word" -> "phone";
            case "link" -> "/account/data?a=b";
            case "code" -> "ABC-123";
            default -> "17";
          };
      samples.put(String.valueOf(field.get("name")), sample);
    }
    return samples;
  }

  private static ValidatableResponse preview(Map<String, ?> fields) {
    return Api.dpo()
        .body(
            Map.of(
                "template",
                content("Hello {number}", "{greeting}\n\n**{number}**"),
                "language",
                "en",
                "fields",
                fields))
        .post(V1 + "/template-previews")
        .then();
  }

  private ValidatableResponse draft(Map<String, ?> content) {
    return Api.dpo().body(content).post(V1 + "/templates/" + name + "/versions").then();
  }

  private ValidatableResponse rewrite(
      @org.jspecify.annotations.Nullable String etag, Map<String, ?> content) {
    var request = Api.dpo().body(content);
    if (etag != null) {
      request.header("If-Match", etag);
    }
    return request.put(V1 + "/templates/" + name + "/versions/1").then();
  }

  private ValidatableResponse activate(int version) {
    return Api.dpo().put(V1 + "/templates/" + name + "/versions/" + version + "/activation").then();
  }

  private ValidatableResponse get(int version) {
    return Api.dpo().get(V1 + "/templates/" + name + "/versions/" + version).then().statusCode(200);
  }

  private static Map<String, Object> content(String subject, String body) {
    return new HashMap<>(
        Map.of(
            "purpose", "service-messages",
            "fields", List.of(Map.of("name", "number", "type", "reference", "required", true)),
            "texts", List.of(text("en", subject, body))));
  }

  private static Map<String, String> text(String language, String subject, String body) {
    return Map.of("language", language, "subject", subject, "body", body);
  }
}
