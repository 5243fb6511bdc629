package io.habeas.subject.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class ContactsResourceTest {

  private static final String BASE = "/api/subject/v1";

  @Test
  void eachLineSaysHowToReachOneSubject() {
    UUID one = People.held("one@example.com");
    UUID two = People.held("two@example.com");

    List<JsonPath> lines = lines("policy-notice", "email", one, two, UUID.randomUUID());

    assertThat(lines).hasSize(2);
    JsonPath first =
        lines.stream()
            .filter(l -> l.getString("subjectId").equals(one.toString()))
            .findFirst()
            .orElseThrow();
    assertThat(first.getString("address")).isEqualTo("one@example.com");
    assertThat(first.getString("name")).isEqualTo("Emmy Noether");
    assertThat(first.getString("language")).isEqualTo("de");
    assertThat(first.getString("timeZone")).isEqualTo("Europe/Berlin");
    assertThat(lines("policy-notice", "sms", one).getFirst().getString("address"))
        .isEqualTo("+4930901820");
    assertThat(lines("policy-notice", "postal", one).getFirst().getString("postal.city"))
        .isEqualTo("Berlin");
  }

  @Test
  void restrictedPeopleGetMandatoryNoticesOnly() {
    UUID subject = People.held("restricted@example.com");
    restrict(subject, true);

    assertThat(lines("newsletter", "email", subject)).isEmpty();
    assertThat(lines("policy-notice", "email", subject)).hasSize(1);
    restrict(subject, false);
    assertThat(lines("newsletter", "email", subject)).hasSize(1);
  }

  @Test
  void aPurposeThatTheClientIsNotBoundToIsRefused() {
    UUID subject = People.held("bound@example.com");

    contacts("policy-notice", Calls.service("subject:contact", "newsletter"), "email", subject)
        .statusCode(403)
        .body("type", containsString("purpose-not-bound"));
    contacts("analytics", Calls.service("subject:contact", "analytics"), "email", subject)
        .statusCode(403)
        .body("type", containsString("not-held-for-purpose"));
    contacts("policy-notice", Calls.service("subject:audience", "policy-notice"), "email", subject)
        .statusCode(403);
    contacts("policy-notice", Calls.person("dpo"), "email", subject).statusCode(403);
  }

  @Test
  void anAddressThatFailsGivesWayToAnother() {
    UUID subject = People.held("fails@example.com");
    String point = lines("policy-notice", "email", subject).getFirst().getString("contactPointId");

    Calls.service("subject:reachability")
        .body(
            "{\"contactPoints\": [{\"subjectId\": \"%s\", \"contactPointId\": \"%s\", \"state\": \"unreachable\", \"at\": \"2100-01-01T00:00:00Z\"}]}"
                .formatted(subject, point))
        .post(BASE + "/reachability")
        .then()
        .statusCode(204);

    dossier(subject).body("contactPoints[0].reachability", equalTo("unreachable"));
  }

  @Test
  void aCorrectionNamesTheVersionThatItCorrects() {
    UUID subject = People.held("wrong@example.com");
    String point = dossier(subject).extract().path("contactPoints[0].id");
    String path = BASE + "/subjects/" + subject + "/contact-points/" + point;
    String body = "{\"value\": \"right@example.com\"}";

    Calls.customer(subject).body(body).put(path).then().statusCode(428);
    Calls.customer(subject).header("If-Match", "\"7\"").body(body).put(path).then().statusCode(412);
    Calls.customer(subject)
        .header("If-Match", "nonsense")
        .body(body)
        .put(path)
        .then()
        .statusCode(412);
    Calls.customer(subject)
        .header("If-Match", "\"1\"")
        .body("{\"value\": \"no address\"}")
        .put(path)
        .then()
        .statusCode(400);
    Calls.customer(subject)
        .header("If-Match", "\"1\"")
        .body(body)
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("value", equalTo("right@example.com"))
        .body("verifiedAt", equalTo(null));
    Calls.customer(subject).header("If-Match", "\"1\"").body(body).put(path).then().statusCode(412);
    Calls.customer(UUID.randomUUID())
        .header("If-Match", "\"2\"")
        .body(body)
        .put(path)
        .then()
        .statusCode(404);
    assertThat(lines("policy-notice", "email", subject).getFirst().getString("address"))
        .isEqualTo("right@example.com");
  }

  private static void restrict(UUID subject, boolean restricted) {
    Calls.person("dpo")
        .body("{\"restricted\": " + restricted + ", \"reason\": \"accuracy is contested\"}")
        .put(BASE + "/subjects/" + subject + "/restriction")
        .then()
        .statusCode(200)
        .body("state", equalTo(restricted ? "restricted" : "active"));
  }

  private static ValidatableResponse dossier(UUID subject) {
    return Calls.person("dpo")
        .get(BASE + "/subjects/" + subject + "?purpose=rights-requests")
        .then()
        .statusCode(200);
  }

  private static List<JsonPath> lines(String purpose, String channel, UUID... subjects) {
    String body =
        contacts(purpose, Calls.service("subject:contact", purpose), channel, subjects)
            .statusCode(200)
            .contentType(containsString("application/x-ndjson"))
            .extract()
            .asString();
    return body.lines().filter(line -> !line.isBlank()).map(JsonPath::new).toList();
  }

  private static ValidatableResponse contacts(
      String purpose, RequestSpecification caller, String channel, UUID... subjects) {
    String ids =
        Arrays.stream(subjects)
            .map(id -> '"' + id.toString() + '"')
            .collect(Collectors.joining(","));
    return caller
        .body(
            "{\"purpose\": \"%s\", \"channel\": \"%s\", \"subjectIds\": [%s]}"
                .formatted(purpose, channel, ids))
        .post(BASE + "/contacts")
        .then();
  }
}
