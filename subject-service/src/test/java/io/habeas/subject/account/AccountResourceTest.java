package io.habeas.subject.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.habeas.subject.Calls;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RunningSubject
class AccountResourceTest {

  private static final String ACCOUNTS = "/api/subject/v1/accounts/";
  private static final String SUBJECTS = "/api/subject/v1/subjects/";

  @Test
  void anAccountToldTwiceIsHeldOnce() {
    String first = subjectId(put("A-1", account("Ada", "Lovelace", "ada@example.com")));
    String again = subjectId(put("A-1", account("Ada", "Lovelace", "ada@example.com")));

    assertThat(again).isEqualTo(first);
    dossier(first)
        .body("names.given", equalTo("Ada"))
        .body("contactPoints", hasSize(1))
        .body("contactPoints[0].value", equalTo("ada@example.com"))
        .body("contactPoints[0].etag", equalTo("\"1\""))
        .body("accounts[0].number", equalTo("A-1"))
        .body("items", hasSize(1))
        .body("items[0].value.product", equalTo("vps-2"));
  }

  @Test
  void aColleagueIsNeverOverwritten() {
    String owner = subjectId(put("A-2", account("Grace", "Hopper", "grace@example.com")));
    put(
        "A-2",
        account("Alan", "Turing", "alan@example.com")
            .replace("\"key\": \"p1\"", "\"key\": \"p2\""));

    dossier(owner).body("names.family", equalTo("Hopper"));
    Calls.person("support")
        .get(ACCOUNTS + "A-2?purpose=billing")
        .then()
        .statusCode(200)
        .body("people", hasSize(2));
  }

  @Test
  void aChangedContactPointReplacesTheOldOne() {
    String id = subjectId(put("A-3", account("Mary", "Shelley", "old@example.com")));
    put("A-3", account("Mary", "Shelley", "new@example.com"));

    dossier(id)
        .body("contactPoints", hasSize(1))
        .body("contactPoints[0].value", equalTo("new@example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Владимир",
        "王小明",
        "محمد",
        "é̂ Å",
        "\u202Eevil\u202C",
        "аdа (Cyrillic а)",
        "👩‍👩‍👧 emoji",
        "=HYPERLINK(\\\"x\\\")",
        "<b>O'Brien</b>",
        "${7*7} {{x}}"
      })
  void everyNameComesBackExactly(String name) {
    String number = "N-" + UUID.randomUUID();
    String id = subjectId(put(number, account(name, "X", number + "@example.com")));

    dossier(id).body("names.given", equalTo(name.replace("\\\"", "\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Ada" | "Ada\\u0000" | people[0].givenName
          "Ada" | "\\ud800" | people[0].givenName
          "Ada" | "4111 1111 1111 1111" | people[0].givenName
          "Ada" | "4111-1111-1111-1111" | people[0].givenName
          "Ada" | "a\\nb" | people[0].givenName
          ada@example.com | ada | people[0].contactPoints[0].value
          "IE" | "XX" | residency
          "UTC" | "Mars/Olympus" | people[0].timeZone
          "vps-2" | "card 5500005555555559" | people[0].items[0].value
          "vps-2" | 1e400000 | people[0].items[0].value
          "vps-2" | 17 | people[0].items[0].value.product
          "sign-up" | "telepathy" | people[0].items[0].source
          "contract" | "because" | people[0].items[0].legalBasis
          ["service-delivery"] | ["world-domination"] | people[0].items[0].purposes
          ["service-delivery"] | ["advertising"] | people[0].items[0].purposes
          "purchase" | "secrets" | people[0].items[0].category
          2026-01-02T03:04:05Z | yesterday | people[0].items[0].collectedAt
          """)
  void whatIsWrongIsNamedByItsField(String right, String wrong, String field) {
    String body = account("Ada", "L", "ada@example.com").replace(right, wrong);

    Calls.billing()
        .body(body)
        .put(ACCOUNTS + "W-1")
        .then()
        .statusCode(400)
        .contentType(containsString("problem+json"))
        .body("violations.field", hasItem(field))
        .body(not(containsString("4111")));
    Calls.person("support").get(ACCOUNTS + "W-1?purpose=billing").then().statusCode(404);
  }

  @Test
  void aReadForAPurposeOutsideTheClientsIsRefused() {
    String id = subjectId(put("A-4", account("Ada", "L", "four@example.com")));

    Calls.billing().get(SUBJECTS + id + "?purpose=newsletter").then().statusCode(403);
    Calls.billing().get(SUBJECTS + id).then().statusCode(400);
    Calls.person("support").get(SUBJECTS + id + "?purpose=nonsense").then().statusCode(403);
  }

  @Test
  void aPurposeSeesOnlyWhatIsHeldForIt() {
    String id = subjectId(put("A-5", account("Ada", "L", "five@example.com")));

    Calls.service("subject:read", "newsletter")
        .get(SUBJECTS + id + "?purpose=newsletter")
        .then()
        .statusCode(200)
        .body("names.given", equalTo("Ada"))
        .body("identifiers", equalTo(null))
        .body("items", hasSize(0));
    Calls.service("subject:read", "analytics")
        .get(SUBJECTS + id + "?purpose=analytics")
        .then()
        .body("names", equalTo(null));
  }

  @Test
  void aCustomerReachesNobodyElse() {
    String own = subjectId(put("A-6", account("Ada", "L", "six@example.com")));
    String other = subjectId(put("A-7", account("Eve", "L", "seven@example.com")));

    Calls.customer(UUID.fromString(own)).get(SUBJECTS + own).then().statusCode(200);
    String missing =
        Calls.customer(UUID.fromString(own))
            .get(SUBJECTS + UUID.randomUUID())
            .then()
            .statusCode(404)
            .extract()
            .asString();
    String foreign =
        Calls.customer(UUID.fromString(own))
            .get(SUBJECTS + other)
            .then()
            .statusCode(404)
            .extract()
            .asString();
    assertThat(foreign).isEqualTo(missing);
  }

  private static ValidatableResponse put(String number, String body) {
    return Calls.billing().body(body).put(ACCOUNTS + number).then().statusCode(200);
  }

  private static String subjectId(ValidatableResponse response) {
    return response.extract().path("people[0].subjectId");
  }

  private static ValidatableResponse dossier(String id) {
    return Calls.person("dpo")
        .get(SUBJECTS + id + "?purpose=rights-requests")
        .then()
        .statusCode(200);
  }

  private static String account(String given, String family, String email) {
    return """
        {"kind": "person", "brand": "jaguar", "products": ["vps"], "residency": "IE",
         "signedUpAt": "2025-03-04T05:06:07Z",
         "people": [{"key": "p1", "roles": ["owner"], "givenName": "%s", "familyName": "%s",
           "languages": ["en"], "timeZone": "UTC",
           "contactPoints": [{"kind": "email", "value": "%s"}],
           "identifiers": [{"kind": "government-id", "value": "GOV-77"}],
           "items": [{"category": "purchase", "value": {"product": "vps-2", "orderedAt": "2026-01-02T03:04:05Z"},
             "source": "sign-up", "purposes": ["service-delivery"], "legalBasis": "contract",
             "collectedAt": "2026-01-02T03:04:05Z"}]}]}
        """
        .formatted(given, family, email);
  }
}
