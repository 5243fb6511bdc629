package io.habeas.subject.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.bucket.Bucket;
import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class AudienceResourceTest {

  private static final String AUDIENCE = "/api/subject/v1/audience";

  private static final Pattern SUBJECT_ID = Pattern.compile("\\{\"subjectId\":\"([^\"]+)\"");

  @Inject DataSource database;

  @Test
  void everySubjectIsInItsBucketOnce() {
    UUID subject = People.held("audience@example.com");
    List<UUID> members = stream(Bucket.of(subject), null);

    assertThat(members).doesNotHaveDuplicates().contains(subject);
    assertThat(stream((Bucket.of(subject) + 1) % Bucket.COUNT, null)).doesNotContain(subject);
  }

  @Test
  void aStreamGoesOnBehindTheLastLine() {
    UUID subject = People.held("first@example.com");
    int bucket = Bucket.of(subject);
    copyInto(bucket, subject, 2500);
    List<UUID> all = stream(bucket, null);

    assertThat(all).hasSizeGreaterThanOrEqualTo(2501).doesNotHaveDuplicates();
    assertThat(stream(bucket, all.get(1499))).isEqualTo(all.subList(1500, all.size()));
    assertThat(stream(bucket, all.getLast())).isEmpty();
  }

  @Test
  void pagesLeaveNobodyOutHoweverManyDigitsTheTransactionsHave() throws SQLException {
    UUID subject = People.held("digits@example.com");
    int bucket = Bucket.of(subject);
    copyInto(bucket, subject, 40);
    List<UUID> all = stream(bucket, null);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < all.size(); i++) {
        statement.addBatch(
            "update subject set joined = '%d'::xid8 where id = '%s'"
                .formatted(i % 2 == 0 ? 90 + i : 8 + i / 4, all.get(i)));
      }
      statement.executeBatch();
    }

    assertThat(pages(bucket, "")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages(bucket, "&region=DE"))
        .containsExactlyInAnyOrderElementsOf(filtered(subject, "region=DE"));
  }

  private static List<UUID> pages(int bucket, String filter) {
    List<UUID> all = new ArrayList<>();
    List<UUID> page;
    do {
      String after = all.isEmpty() ? "" : "&after=" + all.getLast();
      page =
          ids(
              Calls.service("subject:audience")
                  .get(AUDIENCE + "?bucket=" + bucket + "&limit=7" + after + filter)
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString());
      assertThat(page).hasSizeLessThanOrEqualTo(7);
      all.addAll(page);
    } while (page.size() == 7);
    return all;
  }

  @Test
  void whoCommitsLateComesLateInsteadOfNever() throws SQLException {
    UUID subject = People.held("early@example.com");
    int bucket = Bucket.of(subject);
    UUID late = new UUID(0x018f000000007000L, subject.getLeastSignificantBits());
    try (Connection slow = database.getConnection()) {
      slow.setAutoCommit(false);
      copy(slow, subject, late);
      copyInto(bucket, subject, 1);
      List<UUID> before = stream(bucket, null);
      slow.commit();
      List<UUID> after = stream(bucket, before.getLast());

      assertThat(before).contains(subject).doesNotContain(late);
      assertThat(after).contains(late);
      assertThat(stream(bucket, null)).hasSize(before.size() + after.size());
    }
  }

  @Test
  void aFilterLetsThroughWhomOneOfItsValuesConcerns() {
    UUID vps = account("F-vps", "north", "[\"vps\"]", "DE", true);
    UUID mail = account("F-mail", "south", "[\"mail\"]", "FR", false);

    assertThat(filtered(vps, "product=vps")).contains(vps);
    assertThat(filtered(mail, "product=vps")).doesNotContain(mail);
    assertThat(filtered(mail, "brand=south")).contains(mail);
    assertThat(filtered(vps, "brand=south")).doesNotContain(vps);
    assertThat(filtered(vps, "region=DE&region=AT")).contains(vps);
    assertThat(filtered(mail, "region=DE")).doesNotContain(mail);
    assertThat(filtered(vps, "channel=phone")).contains(vps);
    assertThat(filtered(mail, "channel=phone")).doesNotContain(mail);
    assertThat(filtered(mail, "channel=phone&region=FR")).as("any of them").contains(mail);
  }

  @Test
  void whoWasACustomerOnceIsInAsLongAsWeHoldTheirData() {
    UUID former = account("F-former", "north", "[]", "DE", false);

    assertThat(stream(Bucket.of(former), null)).contains(former);
    assertThat(filtered(former, "product=anything")).contains(former);
    assertThat(filtered(former, "brand=south")).doesNotContain(former);
  }

  @Test
  void whatOfSomebodyDecidesIsToldWithoutTheirName() {
    UUID subject = account("F-relation", "north", "[\"vps\", \"mail\"]", "SE", true);

    String relation =
        Calls.service("subject:audience")
            .get("/api/subject/v1/relation?subjectId=" + subject)
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(relation)
        .isEqualTo(
            "{\"products\":[\"mail\",\"vps\"],\"brands\":[\"north\"],\"region\":\"SE\","
                + "\"channels\":[\"email\",\"phone\"],\"former\":false}");
    Calls.service("subject:audience")
        .get("/api/subject/v1/relation?subjectId=" + UUID.randomUUID())
        .then()
        .statusCode(404);
    Calls.person("dpo").get("/api/subject/v1/relation?subjectId=" + subject).then().statusCode(403);
  }

  private static List<UUID> filtered(UUID subject, String filter) {
    return ids(
        Calls.service("subject:audience")
            .get(AUDIENCE + "?bucket=" + Bucket.of(subject) + "&" + filter)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static UUID account(
      String number, String brand, String products, String residency, boolean phone) {
    String phonePoint = phone ? ", {\"kind\": \"phone\", \"value\": \"+49 30 901820\"}" : "";
    return UUID.fromString(
        Calls.billing()
            .body(
                """
                {"kind": "person", "brand": "%s", "products": %s, "residency": "%s",
                 "people": [{"key": "p", "roles": ["owner"], "givenName": "Emmy", "familyName": "Noether",
                   "languages": ["de"], "timeZone": "Europe/Berlin",
                   "contactPoints": [{"kind": "email", "value": "%s@example.com"}%s]}]}
                """
                    .formatted(
                        brand, products, residency, number.toLowerCase(Locale.ROOT), phonePoint))
            .put("/api/subject/v1/accounts/" + number)
            .then()
            .statusCode(200)
            .extract()
            .path("people[0].subjectId"));
  }

  @Test
  void aForgedPositionOrBucketIsRefused() {
    Calls.service("subject:audience")
        .get(AUDIENCE + "?bucket=1&after=" + UUID.randomUUID())
        .then()
        .statusCode(400);
    for (String query :
        List.of(
            "?bucket=256",
            "?bucket=-1",
            "",
            "?bucket=99999999999",
            "?bucket=1&region=germany",
            "?bucket=1&limit=0",
            "?bucket=1&limit=1001",
            "?bucket=1&channel=fax")) {
      assertThat(Calls.service("subject:audience").get(AUDIENCE + query).statusCode())
          .as(query)
          .isBetween(400, 404);
    }
    Calls.person("dpo").get(AUDIENCE + "?bucket=1").then().statusCode(403);
  }

  private static List<UUID> stream(int bucket, @Nullable UUID after) {
    String body =
        Calls.service("subject:audience")
            .get(AUDIENCE + "?bucket=" + bucket + (after == null ? "" : "&after=" + after))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return ids(body);
  }

  private static List<UUID> ids(String body) {
    List<UUID> ids = new ArrayList<>();
    Matcher lines = SUBJECT_ID.matcher(body);
    while (lines.find()) {
      ids.add(UUID.fromString(lines.group(1)));
    }
    return ids;
  }

  /** Rows of the same bucket; their ids need not hash to it. */
  private void copyInto(int bucket, UUID subject, int many) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          COPY.formatted(
              "gen_random_uuid()", "cross join generate_series(1, " + many + ")", subject));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot copy into bucket " + bucket, e);
    }
  }

  private static void copy(Connection connection, UUID subject, UUID as) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(COPY.formatted("'" + as + "'::uuid", "", subject));
    }
  }

  private static final String COPY =
      """
      insert into subject (bucket, id, state, kind, residency, languages, time_zone, name,
        name_version, profile_digest, accounts, version, registered_at, changed_at)
      select bucket, %s, state, kind, residency, languages, time_zone, name, name_version,
        profile_digest, accounts, version, registered_at, changed_at
      from subject s %s where s.id = '%s'
      """;
}
