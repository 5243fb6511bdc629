package io.habeas.notification;

import static io.restassured.RestAssured.given;

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

  public static ValidatableResponse activate(String document, String label) {
    return dpo().put(version(document, label) + "/activation").then();
  }

  public static String version(String document, String label) {
    return V1 + "/policies/" + document + "/versions/" + label;
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
