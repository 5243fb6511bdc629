package io.habeas.subject.release;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class ReleaseResourceTest {

  @Test
  void justTheNamedFieldsAreRead() {
    UUID subject = People.held("released@example.com");

    release(subject, "crm", "\"email\", \"name\", \"items.purchase\", \"items.support-note\"")
        .statusCode(200)
        .body("fields.size()", equalTo(3))
        .body("fields.email", equalTo("released@example.com"))
        .body("fields.name", equalTo("Emmy Noether"))
        .body("fields.'items.purchase'[0].product", equalTo("vps"));
  }

  @Test
  void aFieldThatIsNotHeldForThePurposeIsRefused() {
    UUID subject = People.held("refused@example.com");

    release(subject, "email-delivery", "\"email\", \"identifiers\"")
        .statusCode(403)
        .body("type", containsString("not-held-for-purpose"))
        .body("fields", hasItem("identifiers"));
    release(subject, "crm", "\"everything\"").statusCode(400);
    release(UUID.randomUUID(), "crm", "\"email\"").statusCode(404);
  }

  @Test
  void restrictedDataIsNotReleased() {
    UUID subject = People.held("kept@example.com");
    Calls.person("dpo")
        .body("{\"restricted\": true, \"reason\": \"objection pending\"}")
        .put("/api/subject/v1/subjects/" + subject + "/restriction")
        .then()
        .statusCode(200);

    release(subject, "crm", "\"email\"")
        .statusCode(409)
        .body("type", containsString("subject-restricted"));
  }

  @Test
  void onlyADpoRestricts() {
    UUID subject = People.held("free@example.com");
    String path = "/api/subject/v1/subjects/" + subject + "/restriction";
    String body = "{\"restricted\": true, \"reason\": \"x\"}";

    Calls.person("support").body(body).put(path).then().statusCode(403);
    Calls.billing().body(body).put(path).then().statusCode(403);
    Calls.person("dpo").body("{\"restricted\": true}").put(path).then().statusCode(400);
  }

  private static ValidatableResponse release(UUID subject, String purpose, String fields) {
    return Calls.service("subject:release", purpose)
        .body(
            "{\"purpose\": \"%s\", \"subjectId\": \"%s\", \"fields\": [%s]}"
                .formatted(purpose, subject, fields))
        .post("/api/subject/v1/releases")
        .then();
  }
}
