package io.habeas.notification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.access.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls that tests make again and again. */
public final class Api {
  public static final String V1 = "/api/notification/v1";

  private Api() {}

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  public static RequestSpecification dpo() {
    return as(TestTokens.person("dpo").audience("notification").token());
  }

  /** Somebody of the desk, apart from others. */
  public static RequestSpecification desk(String role, String who) {
    return as(
        TestTokens.person(role)
            .claim("sub", UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8)).toString())
            .audience("notification")
            .token());
  }

  public static RequestSpecification customer(UUID subject) {
    return as(TestTokens.person("customer").subject(subject).audience("notification").token());
  }

  public static RequestSpecification machine(String scope) {
    return as(TestTokens.client("subject-service").scopes(scope).audience("notification").token());
  }

  public static void policy(String document) {
    dpo()
        .body(Map.of("document", document, "title", "Privacy policy"))
        .post(V1 + "/policies")
        .then()
        .statusCode(201);
  }

  /** A policy whose first version is in force and whose second one is drafted. */
  public static void changing(String document) {
    policy(document);
    draft(document, "1");
    activate(document, "1").statusCode(200).body("state", equalTo("in-force"));
    draft(document, "2");
  }

  public static void draft(String document, String label) {
    dpo()
        .body(
            Map.of(
                "label", label,
                "changes", Map.of("recipients", List.of("a new card processor")),
                "texts",
                    List.of(
                        text("en", "Our privacy policy", "We change our card processor."),
                        text("de", "Unsere Datenschutzerklärung", "Neuer Kartendienstleister."))))
        .post(V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(201);
  }

  /** Drafts a version of one English text, with tags by section. */
  public static void draft(
      String document, String label, String markdown, Map<String, List<String>> sections) {
    dpo()
        .body(
            Map.of(
                "label", label,
                "sections", sections,
                "texts",
                    List.of(
                        Map.of(
                            "language", "en",
                            "title", "Our privacy policy",
                            "summary", "What changes.",
                            "markdown", markdown))))
        .post(V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(201);
  }

  public static String etag(String document, String label) {
    return dpo().get(version(document, label)).then().statusCode(200).extract().path("etag");
  }

  private static Map<String, String> text(String language, String title, String summary) {
    return Map.of(
        "language", language,
        "title", title,
        "summary", summary,
        "markdown", "# " + title + "\n\n" + summary + "\n\n<script>alert(1)</script>");
  }

  public static ValidatableResponse announce(String document, String label, Instant effectiveAt) {
    return dpo()
        .body(Map.of("effectiveAt", effectiveAt.toString()))
        .put(version(document, label) + "/announcement")
        .then();
  }

  /** The campaign that tells of it, by these channels one after the other; by e-mail, if none. */
  public static UUID tell(String document, String label, Instant effectiveAt, String... channels) {
    ValidatableResponse announced =
        channels.length == 0
            ? announce(document, label, effectiveAt)
            : dpo()
                .body(Map.of("effectiveAt", effectiveAt.toString(), "channels", List.of(channels)))
                .put(version(document, label) + "/announcement")
                .then();
    return announced.statusCode(200).extract().jsonPath().getUUID("campaignId");
  }

  /** The campaign that tells that it will not come. */
  public static UUID withdraw(String document, String label) {
    return dpo()
        .body(Map.of("reason", Map.of("en", "It was a mistake.", "de", "Ein Versehen.")))
        .put(version(document, label) + "/withdrawal")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getUUID("campaignId");
  }

  public static ValidatableResponse activate(String document, String label) {
    return dpo().put(version(document, label) + "/activation").then();
  }

  public static String version(String document, String label) {
    return V1 + "/policies/" + document + "/versions/" + label;
  }

  /** How many of its deliveries are in which state. */
  public static Map<String, Integer> counts(UUID campaign) {
    return dpo().get(V1 + "/campaigns/" + campaign).jsonPath().getMap("counts");
  }

  public static Map<String, @Nullable Object> campaign(UUID id) {
    return dpo()
        .get(V1 + "/campaigns/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("");
  }
}
