package io.habeas.subject.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.habeas.bucket.Bucket;
import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever was erased is missing everywhere and does not come back by being told again. */
@QuarkusTest
@RunningSubject
class ErasedSubjectTest {

  private static final String BASE = "/api/subject/v1";

  @Inject DataSource database;

  @Test
  void anErasedSubjectIsMissing() throws SQLException {
    String number = "E-" + UUID.randomUUID();
    UUID id = People.held(number, "erased@example.com");
    erase(id);

    Calls.person("dpo")
        .get(BASE + "/subjects/" + id + "?purpose=rights-requests")
        .then()
        .statusCode(404);
    Calls.person("support")
        .body(
            "{\"kind\": \"account\", \"value\": \"%s\", \"purpose\": \"service-delivery\"}"
                .formatted(number))
        .post(BASE + "/subjects/search")
        .then()
        .body("subjects", hasSize(0));
    String contacts =
        Calls.service("subject:contact", "policy-notice")
            .body(
                "{\"purpose\": \"policy-notice\", \"channel\": \"email\", \"subjectIds\": [\"%s\"]}"
                    .formatted(id))
            .post(BASE + "/contacts")
            .asString();
    assertThat(contacts).doesNotContain(id.toString());
    String audience =
        Calls.service("subject:audience")
            .get(BASE + "/audience?bucket=" + Bucket.of(id))
            .asString();
    assertThat(audience).doesNotContain(id.toString());
  }

  @Test
  void anErasedSubjectIsNotToldBack() throws SQLException {
    String number = "E-" + UUID.randomUUID();
    erase(People.held(number, "back@example.com"));
    String account =
        """
        {"number": "%s", "kind": "person", "brand": "jaguar", "residency": "DE", "people": [{"key": "p", \
        "roles": ["owner"], "givenName": "Emmy", "languages": ["de"], "timeZone": "UTC"}]}"""
            .formatted(number);

    Calls.billing()
        .body(account)
        .put(BASE + "/accounts/" + number)
        .then()
        .statusCode(409)
        .body("type", containsString("subject-erased"));
    String id = Calls.billing().body("{\"format\": \"ndjson\"}").post(BASE + "/imports").path("id");
    Calls.billing()
        .contentType("application/x-ndjson")
        .body(account.getBytes(StandardCharsets.UTF_8))
        .put(BASE + "/imports/" + id + "/content")
        .then()
        .body("accepted", equalTo(0))
        .body("refused", equalTo(1));
    Calls.billing()
        .get(BASE + "/imports/" + id + "/errors")
        .then()
        .body("errors.code", hasItem("subject-erased"));
  }

  private void erase(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update subject set state = 'erased' where bucket = ? and id = ?")) {
      statement.setShort(1, (short) Bucket.of(id));
      statement.setObject(2, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
