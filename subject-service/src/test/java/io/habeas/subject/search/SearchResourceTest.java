package io.habeas.subject.search;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RunningSubject
class SearchResourceTest {

  @Test
  void aPersonIsFoundByAddressNumberAndAccountInAnyCase() {
    String tag = UUID.randomUUID().toString();
    String number = "S-" + tag;
    String id = People.held(number, "found-" + tag + "@example.com").toString();

    search("email", "FOUND-" + tag + "@Example.com")
        .body("subjects.id", contains(id))
        .body("subjects[0].maskedName", equalTo("E*** N***"))
        .body("subjects[0].maskedContact", equalTo("f***@e***.com"))
        .body("subjects[0].state", equalTo("active"))
        .body("subjects[0].accounts", contains(number))
        .body(not(containsString("Noether")));
    search("account", number.toLowerCase(Locale.ROOT)).body("subjects.id", contains(id));
    search("email", "nobody-" + tag + "@example.com").body("subjects", hasSize(0));
    search("account", "none").body("subjects", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"email\", \"value\": \"no address\", \"purpose\": \"service-delivery\"}",
        "{\"kind\": \"phone\", \"value\": \"030 1\", \"purpose\": \"service-delivery\"}",
        "{\"kind\": \"name\", \"value\": \"Ada\", \"purpose\": \"service-delivery\"}",
        "{\"kind\": \"email\", \"value\": \"a@example.com\"}",
        "{\"kind\": \"account\", \"value\": \"\\u0000\", \"purpose\": \"service-delivery\", \"x\": 1}",
        "{\"kind\": \"account\", \"kind\": \"email\", \"value\": \"a\", \"purpose\": \"service-delivery\"}",
        "[]",
        "null",
        "{",
        ""
      })
  void aMalformedSearchIsRefused(String body) {
    Calls.person("support")
        .body(body)
        .post("/api/subject/v1/subjects/search")
        .then()
        .statusCode(400)
        .contentType(containsString("problem+json"));
  }

  @Test
  void strangeAccountNumbersAreFoundNowhere() {
    for (String number : new String[] {"\\u0000", "\\ud800", "' or 1=1 --", "%", "🙂"}) {
      search("account", number).body("subjects", hasSize(0));
    }
  }

  private static ValidatableResponse search(String kind, String value) {
    return Calls.person("support")
        .body(
            "{\"kind\": \"%s\", \"value\": \"%s\", \"purpose\": \"service-delivery\"}"
                .formatted(kind, value))
        .post("/api/subject/v1/subjects/search")
        .then()
        .statusCode(200);
  }
}
