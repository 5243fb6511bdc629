package io.habeas.subject;

import io.habeas.contract.testing.KeptContracts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What other services read of this one. */
@QuarkusTest
@RunningSubject
class ContractsTest extends KeptContracts {

  private static final String BASE = "/api/subject/v1";

  @Inject DataSource database;

  ContractsTest() {
    super("subject");
  }

  @Override
  protected UUID subject() {
    return People.held("contract@example.com");
  }

  @Override
  protected List<String> everythingTold() {
    UUID id = People.held("K-1", "told@example.com");
    Calls.billing()
        .body(
            """
            {"kind": "person", "brand": "jaguar", "products": ["vps"], "residency": "SE",
             "people": [{"key": "p", "roles": ["owner"], "givenName": "Emmy", "familyName": "Noether",
               "languages": ["sv"], "timeZone": "Europe/Stockholm",
               "items": [{"category": "supplemented-data", "value": {"origin": "register", "facts": {"a": 1}},
                 "source": "public-database", "purposes": ["crm"], "legalBasis": "legitimate-interest",
                 "collectedAt": "2026-11-20T12:00:00Z"}]}]}
            """)
        .put(BASE + "/accounts/K-1")
        .then()
        .statusCode(200);
    restrict(id, true);
    restrict(id, false);
    correct(id);
    return bodies(id);
  }

  private static void restrict(UUID id, boolean restricted) {
    Calls.person("dpo")
        .body("{\"restricted\": " + restricted + ", \"reason\": \"contested\"}")
        .put(BASE + "/subjects/" + id + "/restriction")
        .then()
        .statusCode(200);
  }

  private static void correct(UUID id) {
    String point =
        Calls.person("support")
            .get(BASE + "/subjects/" + id + "?purpose=rights-requests")
            .then()
            .statusCode(200)
            .extract()
            .path("contactPoints.find { it.kind == 'phone' }.id");
    Calls.person("support")
        .header("If-Match", "\"1\"")
        .body("{\"value\": \"030 901821\"}")
        .put(BASE + "/subjects/" + id + "/contact-points/" + point)
        .then()
        .statusCode(200);
  }

  private List<String> bodies(UUID id) {
    List<String> bodies = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select body from outbox_event where subject_id = ?")) {
      statement.setObject(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          bodies.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return bodies;
  }
}
