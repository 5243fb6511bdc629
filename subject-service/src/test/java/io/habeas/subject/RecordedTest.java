package io.habeas.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was done stands in the ledger, and what others must know is on its way to them. */
@QuarkusTest
@RunningSubject
class RecordedTest {

  private static final String BASE = "/api/subject/v1";

  @Inject DataSource database;

  @Test
  void everyReadAndChangeOfASubjectIsRecorded() throws SQLException {
    UUID id = People.held("recorded@example.com");
    Calls.person("support").get(BASE + "/subjects/" + id + "/masked?purpose=billing");
    Calls.person("support").get(BASE + "/subjects/" + id + "?purpose=billing");
    Calls.service("subject:release", "crm")
        .body(
            "{\"purpose\": \"crm\", \"subjectId\": \"%s\", \"fields\": [\"languages\"]}"
                .formatted(id))
        .post(BASE + "/releases");
    restrict(id, true);
    restrict(id, true);
    restrict(id, false);

    assertThat(ledger(id))
        .containsExactly(
            "subject.registered",
            "subject.seen-masked",
            "subject.read",
            "subject.released",
            "subject.restricted",
            "subject.unrestricted");
    assertThat(told(id))
        .containsExactly("subject.registered", "subject.restricted", "subject.unrestricted");
  }

  @Test
  void aRefusedReadIsNoReadAndIsOnRecordOnce() throws SQLException {
    UUID id = People.held("unread@example.com");
    for (int i = 0; i < 20; i++) {
      Calls.service("subject:read", "billing")
          .get(BASE + "/subjects/" + id + "?purpose=newsletter")
          .then()
          .statusCode(403);
    }

    assertThat(ledger(id)).containsExactly("subject.registered", "access.refused");
  }

  @Test
  void aPersonNamesOnlyThePurposesOfTheRole() {
    UUID id = People.held("purposes@example.com");
    Map<String, Set<String>> allowed =
        Map.of(
            "support", Set.of("service-delivery", "billing", "service-messages", "rights-requests"),
            "dpo",
                Set.of(
                    "rights-requests",
                    "service-delivery",
                    "billing",
                    "service-messages",
                    "policy-notice",
                    "breach-notice",
                    "legal-compliance"),
            "legal",
                Set.of("rights-requests", "legal-compliance", "legal-notice", "fraud-detection"));
    List<String> purposes =
        Calls.person("dpo").get(BASE + "/registries/purposes").path("entries.slug");
    assertThat(purposes).hasSizeGreaterThan(15);

    allowed.forEach(
        (role, registered) ->
            purposes.forEach(
                purpose -> {
                  int status =
                      Calls.person(role)
                          .get(BASE + "/subjects/" + id + "?purpose=" + purpose)
                          .statusCode();
                  assertThat(status)
                      .as("%s for %s", role, purpose)
                      .isEqualTo(registered.contains(purpose) ? 200 : 403);
                }));
  }

  private static void restrict(UUID id, boolean restricted) {
    Calls.person("dpo")
        .body("{\"restricted\": " + restricted + ", \"reason\": \"contested\"}")
        .put(BASE + "/subjects/" + id + "/restriction")
        .then()
        .statusCode(200);
  }

  private List<String> ledger(UUID id) throws SQLException {
    return texts(
        """
        select e.action from ledger_entry e join ledger_record r on r.entry_id = e.id
        where r.subject_id = ? order by e.id
        """,
        id);
  }

  private List<String> told(UUID id) throws SQLException {
    return texts("select type from outbox_event where subject_id = ? order by sequence", id);
  }

  private List<String> texts(String query, UUID id) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }
}
